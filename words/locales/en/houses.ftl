### Houses: how they stand to one another, and which are sealed.

house-parent = Part of
house-parent-hint = Whoever has a role in the house above has it here too.
house-no-parent = no other house
house-below = Below it
house-part-of = part of { $house }
house-seal = Sealing
house-sealed = Sealed
house-sealed-short = sealed
house-sealed-text = Rows are read only by those who belong to this house themselves, or by everybody if they are published. Roles from above and rights to read do not count here.
rule-sealed = The house is sealed: nobody outside reads its rows unless they are published.
error-sealed = { rule-sealed }
error-sealed-from-city = A sealed house can keep data to itself or publish them, but not show them to the city only.
error-parent-below-itself = This house itself stands below it. Choose another one.
action-seal-organisation = House sealed
action-unseal-organisation = House no longer sealed
