"""What keeps curated guidance right: its admin, its history, its languages, and what needs doing. Knows no app of ours."""
