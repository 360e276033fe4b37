"""First names that are common among older people here. Not one of them is only a surname; many rare ones are missing.

"Demo-Person" is one in the sample city.
"""

from mittendrin.core.text import name_form

_KNOWN = """
Adelheid Adolf Agathe Agnes Albert Alexander Alfons Alfred Alice Alma Alois Alwin Amalie Andrea Andreas Angela Angelika
Anita Anke Anna Anne Annegret Anneliese Annelore Annemarie Annette Anni Anton Antonia Armin Arno Artur Arthur August
Auguste Barbara Beate Bernd Bernhard Bernhardine Bert Berta Bertha Berthold Bettina Bianca Bianka Birgit Birgitta Bodo
Brigitta Brigitte Bruno Burkhard Carl Carla Carmen Carola Cäcilie Centa Charlotte Christa Christel Christian Christiane
Christina Christine Christoph Clara Claudia Claus Cornelia Dagmar Daniela Detlef Detlev Diana Dieter Dietmar Dietrich
Dirk Dora Doris Dorothea Dorothee Eberhard Eckhard Edeltraud Edgar Edith Edmund Eduard Edwin Egon Ehrenfried Elfi
Elfriede Elisabeth Elise Elke Ella Ellen Elli Else Elsa Elsbeth Emil Emilie Emma Emmi Engelbert Erhard Erich Erika Erna
Ernestine Erwin Esther Eugen Eva Evelyn Ewald Felix Ferdinand Florian Franziska Frank Franz Frieda Friederike Friedhelm
Friedrich Frieder Fritz Gabi Gabriele Georg Gerald Gerd Gerda Gerhard Gerlinde Gernot Gerta Gertraud Gertrud Gertrude
Gisela Gottfried Grete Gretel Gudrun Guido Gunda Günter Günther Gunter Gunther Gustav Hanna Hanne Hannelore Hans
Hansjörg Harald Harry Hartmut Hedwig Heide Heidemarie Heidi Heike Heiko Heiner Heinrich Heinz Helene Helga Hella Hellmut
Helma Helmut Henriette Henning Henry Herbert Heribert Herma Hermann Hermine Herta Hertha Hilda Hilde Hildegard
Hiltrud Holger Horst Hubert Hugo Ida Ilona Ilse Inge Ingeborg Ingo Ingrid Irene Iris Irma Irmgard Irmtraud Isabella
Isolde Jakob Jan Jens Joachim Jochen Johann Johanna Johannes Jörg Josef Josefa Josefine Joseph Jürgen Julia Juliane
Julius Jutta Kai Karin Karl Karla Karlheinz Karola Karoline Katharina Käte Käthe Kathrin Katrin Kerstin Klara Klaus
Konrad Konstantin Kreszentia Kunigunde Kurt Leni Leo Leonhard Leonore Lidia Liesbeth Lieselotte Liesel Lilli Lilo Lina
Liselotte Lisbeth Lore Lothar Lotte Luise Louise Ludwig Luzia Lydia Magda Magdalena Manfred Manuela Margarete Margareta
Margarethe Margit Margot Margret Margrit Maria Marianne Marie Marietta Marion Marita Markus Marlene Marlies Marta Martha
Martin Martina Mathilde Mathias Matthias Mechthild Melanie Meta Michael Michaela Mina Minna Monika Nikolaus Nadja Nina
Norbert Olga Oskar Oswald Otmar Ottilie Otto Paula Pauline Peter Petra Philipp Philomena Raimund Rainer Ralf Ralph
Regina Regine Reiner Reinhard Reinhold Renate Resi Ria Richard Rita Robert Roland Rolf Romana Rosa Rosalinde Rosel
Rosemarie Rosi Rosina Roswitha Rüdiger Rudi Rudolf Ruth Sabine Sandra Sebastian Selma Senta Siegbert Siegfried Sieglinde
Siegmund Siegrid Sigrid Sigrun Silke Silvia Simone Sofie Sonja Sophia Sophie Stefan Stefanie Stephan Susanne Susanna
Sylvia Tanja Thea Thekla Theo Theodor Theresa Therese Theresia Thomas Thorsten Torsten Toni Traude Traudel Trude Udo
Ulla Ulrich Ulrike Urban Urda Ursel Ursula Ute Uwe Uta Valentin Vera Verena Veronika Viktor Viktoria Vinzenz Volker
Waldemar Walburga Waltraud Walter Walther Wanda Werner Wilfried Wilhelm Wilhelmine Willi Willy Wilma Wolf Wolfgang
Wolfram Xaver Zita
Ahmet Ali Ayse Aysel Aynur Cemal Elif Emine Fatma Fatima Gülsen Gülay Hasan Hatice Hayriye Hüseyin Ibrahim Ismail
Kadir Kemal Leyla Mehmet Mehmed Meryem Mohammed Muhammad Murat Mustafa Nermin Nuray Osman Ömer Ramazan Sabri Safiye
Selma Sevim Süleyman Yusuf Zeynep
Alexej Anatoli Boris Dmitri Galina Igor Irina Iwan Katarina Larissa Ljudmila Ludmila Lydija Marina Michail Natalia
Natalja Nikolai Oksana Olena Oleg Oxana Raissa Sergej Sergei Svetlana Swetlana Tamara Tatjana Valentina Vladimir
Wladimir Wera Yuri Juri
Alessandro Angelo Antonio Carlo Carmela Caterina Concetta Domenico Francesca Francesco Franco Giovanna Giovanni Giuseppe
Giuseppina Luigi Lucia Mario Michele Pietro Rosaria Salvatore Teresa Vincenzo
Demo
Agnieszka Andrzej Barbara Bozena Danuta Ewa Grazyna Halina Jadwiga Jan Janina Jerzy Jozef Krystyna Krzysztof Malgorzata
Marek Piotr Stanislaw Teresa Wanda Zofia
"""
KNOWN = frozenset(name_form(_KNOWN).split())


def is_known(word: str) -> bool:
    """ "Anna-Lena" by one of its parts."""
    return any(part in KNOWN for part in name_form(word).split("-"))
