"""Choose with controls, and see at once what the same helpers say of the choice.

:mod:`controls.choice` is what can be chosen, and takes it elsewhere; :mod:`controls.found` is what
the helpers say of it. :mod:`controls.widgets` needs a notebook.
"""
