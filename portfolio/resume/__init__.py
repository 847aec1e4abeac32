"""The résumé: materials, versions made of them, and what leaves the site (PDF, Markdown, text, JSON Resume)."""
