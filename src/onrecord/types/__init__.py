"""What flows through the house: frozen values, no input or output."""
