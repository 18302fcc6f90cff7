"""What a new journal starts from, in both languages; also what the tests read."""

JOURNAL = {
    "fr": """week = 1
prompt = "Qu’est-ce qui vous a surpris cette semaine? Racontez une scène, sans nommer personne."
peers = "Dites ce que vous avez compris, puis posez une question. Pas de conseil cette semaine."

[model]
by = "Margaret, coordonnatrice (personnage inventé)"
to = "Josée"
mirror = "Ce que je comprends, c’est que le cahier marchait parce que Réal est attentif."
question = "Je me demande ce que Réal voudrait en garder."
ours = "Chez nous, on a essayé une liste imprimée, rendue chaque vendredi, et ça a pris trois essais."

[[cast]]
id = "josee"
by = "Josée, directrice d’une banque alimentaire (personnage inventé)"
happened = "Nous avons compté 14 endroits où dorment des noms. J’en connaissais cinq."
understood = "Chacun gardait ce qui l’aidait à bien faire son travail."
doing = "D’ici vendredi, nous relisons le cahier ensemble."

[[cast]]
id = "tom"
by = "Tom, chargé des données à mi-temps (personnage inventé)"
happened = "Deux collègues ont donné deux totaux différents pour le même mois."
understood = "Personne n’avait tort : chacune comptait autre chose."
doing = "D’ici mardi, j’écris en une phrase ce que nous comptons."
""",
    "en": """week = 1
prompt = "What surprised you this week? Tell one scene, without naming anyone."
peers = "Say what you understood, then ask one question. No advice this week."

[model]
by = "Margaret, coordinator (a fictional character)"
to = "Josée"
mirror = "What I understand is that the notebook worked because Réal is attentive."
question = "I wonder what Réal would want to keep from it."
ours = "At ours, we tried a printed list, returned each Friday, and it took three tries."

[[cast]]
id = "josee"
by = "Josée, director of a food bank (a fictional character)"
happened = "We counted 14 places where names sleep. I knew of five."
understood = "Each of us kept what helped us do our work well."
doing = "By Friday, we will read the notebook again together."

[[cast]]
id = "tom"
by = "Tom, in charge of data, half-time (a fictional character)"
happened = "Two colleagues gave two different totals for the same month."
understood = "Nobody was wrong: each counted something else."
doing = "By Tuesday, I will write in one sentence what we count."
""",
}
