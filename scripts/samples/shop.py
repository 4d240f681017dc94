"""The bookshop of the picture with lettering, as solids: its front, its books, its posters and its blackboard."""
import shop_letters as letters
import solids
from shop_paint import brick, cover, gilded, paper, paving, posters, slate, spine, wood

MATT, GLOSS, METAL, INSIDE = range(4)
# The window's and the door's glass: left, right, bottom, top, depth.
WINDOW, DOOR = (-2.32, 0.56, 0.72, 2.56, 0.06), (1.12, 1.94, 1.02, 2.22, 0.30)
GREEN = "#20483f"
BOARD_AT, BOARD_LEAN = (-2.15, 0.04, -1.25), 14


def parts():
    """(shape, paint, tag, throws shadows?) of everything but plants."""
    green, stone, oak = wood(GREEN), wood("#a39a8a", 0.3), wood("#7a5634", 0.4)
    out = []

    def add(lo, hi, paint=green, tag=GLOSS, shadow=True):
        out.append((solids.box(lo, hi), paint, tag, shadow))

    add((-9, -1, -12), (9, 0, 3), paving, MATT, False)
    # Walls; the shop's opening is between them.
    add((-9, 0, 0.10), (-2.72, 9, 1), brick, MATT)
    add((2.42, 0, 0.10), (9, 9, 1), brick, MATT)
    add((-2.72, 3.45, 0.10), (2.42, 9, 1), brick, MATT)
    # The windows above, of which only the foot is in the picture.
    for x in (-1.5, 1.15):
        add((x - 0.62, 4.02, -0.05), (x + 0.62, 4.13, 0.12), stone, MATT)
        add((x - 0.52, 4.13, 0.09), (x + 0.52, 5.6, 0.12), wood("#15181c", 0))
        for a in (-0.52, -0.03, 0.46):
            add((x + a, 4.13, 0.05), (x + a + 0.06, 5.6, 0.12), wood("#d8d2c4", 0.2))
        add((x - 0.52, 4.13, 0.05), (x + 0.52, 4.20, 0.12), wood("#d8d2c4", 0.2))
    # Pilasters on plinths, with capitals.
    for x in (-2.57, 0.80, 2.28):
        add((x - 0.14, 0, -0.04), (x + 0.14, 2.72, 0.3))
        add((x - 0.17, 0, -0.08), (x + 0.17, 0.34, 0.1))
        add((x - 0.17, 2.56, -0.08), (x + 0.17, 2.72, 0.1))
        add((x - 0.07, 0.50, -0.055), (x + 0.07, 2.42, 0.0))
    # Fascia, its mouldings, and the cornice.
    add((-2.74, 2.72, -0.05), (2.45, 3.40, 0.3), gilded(letters.sign(), wood(GREEN, 0.2), raised=0.035))
    for y, h, z in ((2.72, 0.045, -0.085), (3.33, 0.05, -0.085), (3.38, 0.05, -0.16), (3.43, 0.06, -0.24),
                    (3.49, 0.035, -0.29)):
        add((-2.78, y, z), (2.49, y + h, 0.3))
    # Below the window: panels, sill and plinth.
    add((-2.43, 0, 0.03), (0.66, 0.66, 0.3))
    add((-2.43, 0, -0.01), (0.66, 0.13, 0.2), stone, MATT)
    for x in (-2.42, -1.44, -0.46, 0.52):
        add((x, 0.13, 0.0), (x + 0.14, 0.66, 0.1))
    for y in (0.13, 0.56):
        add((-2.43, y, 0.0), (0.66, y + 0.10, 0.1))
    add((-2.45, 0.64, -0.09), (0.68, 0.70, 0.3))
    # The window's frame, with lights above a transom.
    left, right, low, high, _ = WINDOW
    for lo, hi in (((-2.43, 0.7), (left, 2.72)), ((right, 0.7), (0.66, 2.72)), ((-2.43, high), (0.66, 2.72)),
                   ((-2.43, 0.70), (0.66, low)), ((left, 2.27), (right, 2.33))):
        add((*lo, 0.02), (*hi, 0.12))
    for x in (left + 0.72, left + 1.44, left + 2.16):
        add((x - 0.015, 2.33, 0.03), (x + 0.015, high, 0.10))
    # Inside: floor, walls, shelves.
    dim, shelf = wood("#5c4c3a", 0), wood("#6a4a2c", 0)
    add((-2.43, 0.5, 0.12), (0.66, 0.74, 1.2), shelf, INSIDE)
    add((-2.6, 0.5, 1.16), (0.8, 3.0, 1.3), dim, INSIDE)
    add((-2.60, 0.5, 0.12), (-2.40, 3.0, 1.3), dim, INSIDE)
    add((0.62, 0.5, 0.12), (0.75, 3.0, 1.3), dim, INSIDE)
    add((-2.6, 2.72, 0.12), (0.75, 2.9, 1.3), dim, INSIDE)
    for y in (1.30, 1.80, 2.30):
        add((-2.4, y - 0.03, 0.86), (0.62, y, 1.2), shelf, INSIDE)
    # The door in its recess.
    for x in (0.94, 2.11):
        add((x, 0, 0.0), (x + 0.04, 2.72, 0.5))
    add((0.94, 2.46, 0.02), (2.15, 2.72, 0.5))
    add((0.9, 0, -0.16), (2.2, 0.10, 0.5), stone, MATT)
    door = wood("#8e2f24", 0.5)
    dl, dr, db, dt, dz = DOOR
    for lo, hi in (((0.98, 0.10), (dl, 2.46)), ((dr, 0.10), (2.11, 2.46)), ((0.98, dt), (2.11, 2.46)),
                   ((0.98, 0.10), (2.11, 0.26)), ((0.98, 0.86), (2.11, db))):
        add((*lo, dz - 0.03), (*hi, dz + 0.03), door)
    add((0.98, 0.2, dz), (2.11, 0.9, dz + 0.03), door)
    add((1.22, 0.36, dz - 0.02), (1.84, 0.78, dz + 0.02), door)
    add((0.98, 0, 1.4), (2.2, 2.8, 1.5), dim, INSIDE)
    brass = wood("#c9973e", 0)
    add((1.02, 1.10, dz - 0.07), (1.06, 1.30, dz - 0.04), brass, METAL)
    add((1.36, 0.90, dz - 0.045), (1.70, 0.97, dz - 0.03), brass, METAL)
    card = gilded(letters.card_letters(), paper("#efe8d6"), "#a02018")
    add((1.34, 1.57, dz + 0.035), (1.72, 1.77, dz + 0.04), card, INSIDE, False)
    # Books.
    shelved, backs = letters.books()
    for shape, cloth, x, thick in shelved:
        outside = shape[1][0][2] < 0
        out.append((shape, spine(backs, cloth, x, thick), MATT if outside else INSIDE, outside))
    faces = letters.face_letters()
    for x, y, w, h, colour, _, _ in letters.FACES:
        book = solids.box((x, y, 0.30), (x + w, y + h, 0.34))
        out.append((solids.tilted(book, (y, 0.30), 8), cover(faces, x, y, w, h, colour), INSIDE, True))
    # The crate of cheap books on its trestle.
    crate, price = wood("#9a7448", 0.6), letters.price_letters()
    add((-0.62, 0.36, -0.70), (0.66, 0.50, -0.66), gilded(price, crate, "#221a14"), MATT)
    add((-0.62, 0.36, -0.70), (0.66, 0.40, -0.24), crate, MATT)
    for x in (-0.62, 0.62):
        add((x, 0.36, -0.70), (x + 0.04, 0.54, -0.24), crate, MATT)
    for x in (-0.50, 0.48):
        for z in (-0.66, -0.32):
            add((x, 0, z), (x + 0.06, 0.36, z + 0.06), oak, MATT)
    # Posters.
    red, black = letters.poster_letters()
    add((2.70, 1.30, 0.094), (3.27, 2.36, 0.10), posters(red, black), MATT, False)
    add((2.66, 0.80, 0.094), (3.26, 1.25, 0.10), posters(red, black), MATT, False)
    # The blackboard: two leaves that lean on each other.
    x, y, z = BOARD_AT
    front = solids.box((x, y, z), (x + 0.66, y + 1.02, z + 0.025))
    back = solids.box((x, y, z + 0.5), (x + 0.66, y + 1.02, z + 0.525))
    out.append((solids.tilted(front, (y, z), BOARD_LEAN), slate(letters.chalk(), BOARD_AT, BOARD_LEAN), MATT, True))
    out.append((solids.tilted(back, (y, z + 0.5), -BOARD_LEAN), oak, MATT, True))
    return out
