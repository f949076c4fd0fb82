"""The kiosk: a screen in a museum's hall that visitors use by touch alone, with no way out."""
