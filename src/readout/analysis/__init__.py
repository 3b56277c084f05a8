"""
One article → `Analysis`: the steps in order, on one page.

Every step is a pure function of what stands before it; none knows another. What a step cannot make
sense of becomes a `Problem`, and the rest goes on.
"""
