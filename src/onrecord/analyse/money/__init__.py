"""Money: amounts, their stages, and what the story itself reports of them."""
