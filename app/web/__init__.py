"""The web application: the chat page, the JSON interface, and what both are made of.

Gradio is imported by `page.py` alone; every page shows an answer through `render.py`.
"""
