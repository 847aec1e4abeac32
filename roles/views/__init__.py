"""Pages of roles and skills: guidance to read, tracking to do, and the welcome after sign-up."""
