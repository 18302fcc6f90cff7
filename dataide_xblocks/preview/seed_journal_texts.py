"""What the fictional cohort wrote in its journals, in the order it did: each in their own language, as people write."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Wrote:
    """Somebody published a week's entry to the circle, `hours` after the Wednesday of that week at 10:00."""

    who: str
    week: int
    hours: int
    boxes: dict[str, str]
    named: bool = True
    ideas: bool = False


@dataclass(frozen=True)
class Answered:
    """Somebody asked for a text and answered it: the fewest answers first, so the order below decides whom."""

    who: str
    week: int
    hours: int
    boxes: dict[str, str]
    to: str = field(default="", compare=False)  # whose text that is: said for the reader, held by a test


@dataclass(frozen=True)
class Reported:
    """Somebody asked that the entry of `whose` be read by a moderator."""

    who: str
    week: int
    hours: int
    whose: str
    reason: str
    note: str


STORY: tuple[Wrote | Answered | Reported, ...] = (
    Wrote(
        "josee",
        1,
        -20,
        {
            "happened": "À la question sur les copies de sauvegarde, j’ai mis 3. Celui qui tient l’accueil a mis « Je "
            "ne sais pas ». Nous avons ri, puis nous avons cherché la clé USB. Elle était dans mon tiroir, sous les "
            "timbres.",
            "understood": "J’avais répondu pour l’organisme, et c’était une réponse pour moi seule. Le jour où je suis "
            "malade, personne ne sait.",
            "doing": "D’ici vendredi, une feuille dit où est la clé, et qui la branche.",
            "question": "Comment avez-vous fait pour que « je ne sais pas » soit une bonne réponse à votre table?",
        },
    ),
    Answered(
        "margaret",
        1,
        -3,
        {
            "mirror": "What I understand is that your answer was true for you, and his was true for everybody else.",
            "question": "I wonder who would look for that sheet first, and where.",
            "ours": "At ours, we tried a note taped to the printer, and it kept the wrong name for a year. The new one "
            "carries a date.",
        },
        to="josee",
    ),
    Answered(
        "samira",
        1,
        2,
        {
            "mirror": "Ce que je comprends, c’est que le rire est arrivé avant la clé, et que personne n’a eu honte.",
            "question": "Je me demande ce qu’il aurait répondu si la question avait été posée devant toute l’équipe.",
        },
        to="josee",
    ),
    Wrote(
        "margaret",
        1,
        3,
        {
            "happened": "I said our list of addresses was up to date. A driver said the opposite, and put his own copy "
            "on the table, full of pencil marks.",
            "understood": "My list was neat, his was true. His corrections had nowhere to go.",
            "doing": "By Monday, a correction sheet waits beside the coffee maker.",
        },
    ),
    Answered(
        "maxime",
        1,
        5,
        {
            "mirror": "Ce que je comprends, c’est que la bonne liste existait déjà, au crayon.",
            "question": "Je me demande ce qui donnerait envie aux autres conducteurs de montrer la leur.",
        },
        to="margaret",
    ),
    Wrote(
        "maxime",
        1,
        6,
        {
            "happened": "Une collègue et moi n’avions pas la même réponse sur les fichiers que nous gardons. J’en "
            "comptais trois. Elle en a nommé sept, sans respirer.",
            "understood": "Je comptais ceux que j’ouvre. Elle comptait ceux que les jeunes remplissent.",
            "doing": "D’ici mardi, on fait la liste à deux, à voix haute.",
        },
        ideas=True,
    ),
    Answered(
        "samira",
        1,
        8,
        {
            "mirror": "Ce que je comprends, c’est que vous comptiez deux choses différentes avec le même mot.",
            "question": "Je me demande lequel des sept vous a le plus surpris.",
            "ours": "Chez nous, on a essayé de compter les dossiers papier d’abord, et chacun s’est mis à parler.",
        },
        to="maxime",
    ),
    Wrote(
        "tom",
        1,
        9,
        {
            "happened": "On the question about who may open what, my manager put 4. I put 2: I still see folders of "
            "programmes that ended before I came.",
            "understood": "Nobody gave me too much. Nobody ever took anything back. From above, the rule looks kept.",
            "doing": "By Thursday, I list the folders I can open and never do.",
        },
        named=False,
    ),
    Answered(
        "grace",
        1,
        24,
        {
            "mirror": "What I understand is that the rule is about giving, and that nobody takes anything back.",
            "question": "I wonder how your manager would like to hear it.",
        },
        to="tom",
    ),
    Wrote(
        "grace",
        1,
        26,
        {
            "happened": "Doris, who lives above the bakery and has not heard well since her fall in October, told us "
            "our sign-in sheet is read by everyone in line. The board had put 4 on that question.",
            "understood": "We had answered for the cupboard, and forgotten the table.",
            "doing": "By Friday, the sheet becomes single cards.",
        },
    ),
    Reported("margaret", 1, 30, "grace", "personal", "In a village this size, she would be recognized at once."),
    Wrote(
        "nadia",
        1,
        47,
        {
            "happened": "À la question sur qui ouvre quoi, l’équipe de jour a mis 4, celle de nuit a mis 1. La nuit, "
            "une seule personne a tout, parce qu’elle est seule.",
            "understood": "Nous avions réglé les accès pour les heures de bureau. Ce n’est pas là que nous vivons.",
            "doing": "D’ici jeudi, on demande à l’équipe de nuit ce qu’il lui faut vraiment.",
            "question": "Avez-vous une personne seule à certaines heures? Que peut-elle ouvrir?",
        },
    ),
    Wrote(
        "margaret",
        2,
        -24,
        {
            "happened": "We opened a glove box to look for a pen. There was a card with eleven phone numbers, each "
            "with a word beside it: “slow stairs”, “likes to talk”.",
            "understood": "It is kindness, written down. It also rides around town all day, in a car that is not ours.",
            "doing": "By Friday, drivers and I choose what the card keeps.",
        },
    ),
    Answered(
        "maxime",
        2,
        -18,
        {
            "mirror": "Ce que je comprends, c’est que la carte sert aux personnes âgées avant de servir à l’organisme.",
            "question": "Je me demande quel mot les conducteurs défendraient en premier.",
            "ours": "Chez nous, on avait oublié le tableau blanc du corridor. Il fait face à la porte d’entrée.",
        },
        to="margaret",
    ),
    Wrote(
        "samira",
        2,
        -17,
        {
            "happened": "Dans l’armoire des dictionnaires, trois boîtes de fiches d’accueil, remplies à la main. "
            "Personne ne se souvient de qui les a rangées là.",
            "understood": "J’ai eu chaud, puis j’ai été soulagée: elles sont au sec, et personne ne les cherchait.",
            "doing": "D’ici vendredi, on les compte sans les lire, et on les met sous clé.",
        },
    ),
    Wrote(
        "walter",
        2,
        30,
        {
            "happened": "My own phone. The seniors I drive are in it, with a picture of each front door.",
            "understood": "I never thought of my pocket as a place where the organization keeps things.",
            "doing": "By Sunday, I ask Margaret which ones I still need.",
        },
    ),
)
