"""What is written about the bookshop, each line on its board; and the books, for the titles on their backs."""
import numpy as np

import solids
from lettering import Board, width

ROMAN, LIGHT_ROMAN, ITALIC = (0.17, 0.035, 0), (0.13, 0.03, 0), (0.13, 0.03, 35)


def sign():
    """On the fascia."""
    b = Board(-2.8, 2.7, 5.4, 0.75)
    b.write("BOOKS & MAPS", -0.13, 2.89, 0.31, ROMAN, gap=0.29, serif=0.10)
    b.write("SINCE", -2.28, 3.07, 0.075, LIGHT_ROMAN, gap=0.34)
    b.write("1894", -2.28, 2.94, 0.095, LIGHT_ROMAN, gap=0.30)
    b.write("No. 27", 2.02, 2.99, 0.115, ITALIC, slant=0.22)
    return b


def window_letters():
    """On the window's glass."""
    b = Board(-2.4, 0.7, 3.0, 1.9)
    b.write("OLD & NEW", -0.90, 2.00, 0.19, ROMAN, gap=0.36, serif=0.10, bend=0.26)
    b.write("Poetry, Prints, Atlases", -0.90, 1.77, 0.115, ITALIC, slant=0.24, gap=0.19)
    return b


def door_letters():
    """On the door's glass."""
    b = Board(1.1, 0.9, 0.9, 1.4)
    b.write("27", 1.53, 2.03, 0.13, LIGHT_ROMAN, serif=0.1)
    for i, line in enumerate(("Monday to Friday", "9 to 6", "Saturday 10 to 4")):
        b.write(line, 1.53, 1.30 - 0.075 * i, 0.046, (0.12, 0.09, 20), gap=0.2)
    return b


def card_letters():
    """On the card in the door."""
    b = Board(1.3, 1.5, 0.5, 0.3)
    b.write("OPEN", 1.53, 1.63, 0.085, (0.17, 0.13, 0), gap=0.30)
    return b


def chalk():
    """On the blackboard, in its own coordinates: from its left foot, along and up."""
    b = Board(0, 0, 0.7, 1.1)
    hand = (0.11, 0.10, 0)
    b.write("TODAY", 0.33, 0.80, 0.10, (0.17, 0.12, 20), gap=0.30, wobble=0.8)
    b.write("poems at six,", 0.33, 0.63, 0.068, hand, gap=0.2, wobble=1, slant=0.08)
    b.write("tea & cake", 0.33, 0.50, 0.072, hand, gap=0.22, wobble=1, slant=0.08)
    b.write("Come in!", 0.33, 0.28, 0.105, (0.13, 0.11, 0), gap=0.2, wobble=1, slant=0.16)
    return b


def poster_letters():
    """Two inks: red and black."""
    red, black = Board(2.6, 0.6, 0.9, 2.0), Board(2.6, 0.6, 0.9, 2.0)
    red.write("JAZZ", 2.985, 2.11, 0.155, (0.23, 0.16, 0), gap=0.27)
    black.write("BY THE RIVER", 2.985, 1.99, 0.050, (0.16, 0.12, 0), gap=0.28)
    black.write("Friday 12 June", 2.985, 1.45, 0.058, (0.12, 0.10, 0), gap=0.2)
    black.write("eight o'clock", 2.985, 1.365, 0.052, (0.12, 0.10, 0), gap=0.2)
    black.write("THEATRE", 2.96, 1.12, 0.078, ROMAN, gap=0.26, serif=0.08)
    red.write("The Tempest", 2.96, 0.985, 0.078, ITALIC, slant=0.22, gap=0.17)
    black.write("all of July, at the mill", 2.96, 0.885, 0.036, (0.12, 0.10, 0), gap=0.2)
    return red, black


def price_letters():
    """On the crate."""
    b = Board(-0.65, 0.3, 1.6, 0.4)
    b.write("ALL 2 EACH", 0.02, 0.405, 0.085, (0.16, 0.12, 0), gap=0.27, wobble=0.5)
    return b


TITLES = ["ATLAS", "The Sea", "POEMS", "Birds", "A WINTER", "Rivers", "ITALY", "Old Songs", "MOON", "Gardens",
          "THE NORTH", "Letters", "ROME", "Trees", "VOYAGE", "Light", "STARS", "My Uncle", "CHESS", "Islands",
          "HERBS", "Night"]
CLOTHS = ["#7c1f24", "#23324f", "#2f5a44", "#b98a3a", "#5a3a20", "#d8cdb8", "#3d2b4a", "#a8502c",
          "#1f5560", "#8a8f7a", "#2b2b30", "#c9b184"]


def books():
    """Every book as (box, cloth, left, thickness), and the board with what is on their backs."""
    r = np.random.default_rng(17)
    out, board, titles = [], Board(-2.45, 0.3, 3.2, 2.1, 700), list(TITLES)

    def row(x, end, y, z, tall):
        while x < end:
            thick, high = r.uniform(0.035, 0.085), tall * r.uniform(0.74, 1.0)
            if r.random() < 0.07:
                x += r.uniform(0.04, 0.12)
            cloth = int(r.integers(len(CLOTHS)))
            out.append((solids.box((x, y, z), (x + thick - 0.003, y + high, z + 0.2)), cloth, x, thick))
            size = min(thick * 0.62, 0.045)
            # The first title that fits goes to the end of the line.
            title = next(t for t in titles if len(t) * size * 0.75 < high * 0.8)
            titles.append(titles.pop(titles.index(title)))
            board.write(title, x + thick / 2 + size * 0.36, y + high * 0.55, size, (0.16, 0.12, 0), gap=0.24, turn=90)
            x += thick
    row(-2.26, -1.62, 0.74, 0.48, 0.34)
    row(-0.42, 0.50, 0.74, 0.50, 0.36)
    row(-2.28, 0.52, 1.30, 0.92, 0.34)
    # In the crate outside.
    row(-0.56, 0.60, 0.42, -0.62, 0.25)
    return out, board


# Books that stand with their faces to the street: left, bottom, width, height, colour, title, second line.
FACES = [(-1.52, 0.74, 0.30, 0.42, "#1f4a6e", "MAPS", "of the coast"),
         (-1.14, 0.74, 0.27, 0.37, "#a3281f", "OPERA", "a history"),
         (-0.80, 0.74, 0.30, 0.44, "#d9b44a", "HERBS", "and flowers")]


def face_letters():
    """On the covers of the books that face the street."""
    b = Board(-1.6, 0.7, 1.2, 0.6, 700)
    for x, y, w, h, _, title, line in FACES:
        b.write(title, x + w / 2, y + h * 0.75, 0.98 * w / width(title, 0.42), ROMAN, gap=0.28, serif=0.08)
        b.write(line, x + w / 2, y + h * 0.12, 0.032, (0.12, 0.10, 0), gap=0.2)
    return b
