"""
Readers come and go by themselves: asked by a form, confirmed by one press, left by one press, erased on demand.

A form tells nobody whether an address is on the list: it is only noted that somebody asked (`asking`), and a worker
answers by mail (`answering`). Links carry a signed token (`tokens`) and nothing that the submitter wrote.
"""
