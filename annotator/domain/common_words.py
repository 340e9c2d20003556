"""Words that people make passwords of, in several languages; each stands for its forms with digits and marks."""

from __future__ import annotations

WORDS = frozenset(
    """
password passwort passwd motdepasse contrasena contrasenya senha parola haslo heslo salasana losenord wachtwoord
passord kodeord sifre parole jelszo geslo lozinka parool slaptazodis matkhau sandi katasandi kataluan pass passe
letmein welcome willkommen bienvenue bienvenido bemvindo benvenuto admin administrator administrador root system
user usuario guest test tester testing demo default changeme change secret geheim login logon access hello hallo
bonjour hola ciao salut computer internet windows microsoft apple google facebook twitter instagram youtube
linkedin samsung nokia android iphone yahoo hotmail gmail amazon ebay paypal netflix spotify skype myspace tiktok
whatsapp server database oracle mysql cisco router network office manager service support master killer hacker
qwerty qwertz azerty asdf asdfgh zxcvbn zxcvb qazwsx qwer abcd abcdef abcabc xxxxxx aaaaaa love lover loveme
lovely loveyou iloveyou iloveu ilovegod ilovejesus teamo tequiero jetaime jtaime ichliebedich tiamo mahal mahalko
mylove forever always together sweetheart sweetie honey darling babe baby babygirl babyboy angel angels princess
prince princesa prinzessin queen king beautiful beauty gorgeous pretty sexy hottie cutie cutiepie girl girls boy
boys lady bitch fuck fucker fuckme fuckyou fuckoff shit asshole pussy dick sex porn whatever monkey dragon tiger
lion eagle falcon hawk wolf bear panther jaguar cougar leopard dolphin shark whale horse pony puppy doggy kitty
kitten hund katze chien chat perro gato cane gatto bunny rabbit turtle spider snake scorpion cobra viper python
phoenix unicorn butterfly mariposa schmetterling papillon farfalla chicken turkey duck donkey buster bailey buddy
rocky rusty shadow smokey tigger pepper peanut oreo cookie chocolate chocolat schokolade cupcake candy sugar
banana cherry strawberry orange lemon peaches pumpkin muffin biscuit cheese coffee pizza burger butter pancake
noodle sushi whiskey vodka budweiser heineken corona football baseball basketball soccer softball volleyball
hockey tennis golf golfer rugby cricket boxing wrestling skater surfer cheer swimmer runner fussball futbol
futebol calcio liverpool arsenal chelsea manchester united everton tottenham barcelona realmadrid madrid juventus
inter milan bayern dortmund schalke ajax benfica porto celtic rangers flamengo corinthians palmeiras santos boca
river chivas america yankees redsox cubs dodgers giants cowboys steelers packers raiders eagles patriots broncos
lakers celtics bulls ranger maradona messi ronaldo ronaldinho neymar beckham rooney jordan kobe lebron tyson
superman batman spiderman ironman hulk joker robin catwoman wolverine deadpool avengers marvel pokemon pikachu
naruto sasuke sakura goku vegeta dragonball onepiece digimon mario luigi zelda sonic minecraft fortnite roblox
halo warcraft starcraft diablo counter playstation nintendo xbox gamer player games gaming starwars startrek
skywalker yoda vader jedi matrix terminator gandalf frodo hobbit harrypotter potter hogwarts twilight simpsons
bart homer southpark futurama garfield snoopy mickey minnie donald disney tinkerbell winnie pooh scooby spongebob
stitch hannah montana barbie hellokitty bratz metallica slipknot nirvana blink greenday eminem tupac beatles
elvis slayer ironmaiden megadeth korn linkinpark beyonce rihanna shakira madonna bieber onedirection bts
blackpink music guitar drummer piano rockstar rocknroll hiphop dance dancer techno metal michael jennifer jessica
ashley amanda michelle nicole daniel daniela andrew andrea joshua matthew anthony william robert richard charles
charlie thomas george james john david joseph christopher christian jonathan alexander alexandra alejandro
alejandra samantha stephanie elizabeth victoria veronica melissa danielle natalie natasha rebecca rachel lauren
sarah sara emily emma olivia sophie sophia isabella jasmine vanessa brandon justin tyler taylor austin dylan
logan hunter cameron ethan jacob noah lucas liam oliver harry jack oscar max felix leon paul peter martin stefan
thorsten sebastian florian tobias markus andreas patrick dominik kevin steven brian eric ryan scott mark jeffrey
gary larry dennis jerry frank carlos miguel roberto fernando eduardo ricardo antonio francisco manuel pedro pablo
diego jose juan luis jesus maria mariana gabriel gabriela camila valentina paola claudia patricia monica sandra
carmen rosario guadalupe adriana karina giovanni francesco francesca alessandro alessandra giuseppe chiara giulia
marco matteo lorenzo nicolas julien maxime camille chloe manon marine aurelie celine isabelle sylvie anna annika
julia laura lena katharina susanne nadine sabine monika ivan dmitry sergey alexey andrey vladimir natalia
svetlana tatiana olga marina irina nastya muhammad mohammed ahmed ali hassan hussein fatima ibrahim abdullah omar
mustafa mehmet nguyen pham linh thanh minh sok dara srey bopha maggie ginger bandit molly daisy sadie lucky coco
lola zoe bella luna toby jake sammy jasper simba nala summer winter spring autumn sommer herbst fruehling verano
invierno inverno primavera printemps estate january february march april june july august september october
november december januar februar maerz juni juli oktober dezember monday tuesday wednesday thursday friday
saturday sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lunes martes miercoles jueves viernes
sabado domingo sunshine rainbow flower flowers rose lily violet jasmin orchid blossom moonlight starlight
sunflower thunder lightning storm snowball snowman ocean beach island mountain forest heaven paradise purple
yellow green silver golden diamond crystal ruby sapphire emerald pink black white blue red soleil etoile estrella
stern stella sterne lune mond sonne amour amore amor liebe lieve schatz schatzi cheri cherie doudou loulou coucou
hasi maus mausi engel mercedes porsche ferrari lamborghini corvette mustang camaro chevy toyota honda yamaha
kawasaki suzuki harley ducati nissan mitsubishi subaru audi bmw volvo london paris berlin hamburg muenchen wien
zuerich roma milano napoli lisboa moscow moskva istanbul dubai mumbai delhi tokyo sydney melbourne canada mexico
brasil brazil argentina colombia england scotland ireland france germany deutschland italia espana portugal
russia ukraine polska india pakistan china japan korea thailand vietnam cambodia indonesia philippines nigeria
ghana kenya australia newyork boston chicago dallas houston denver seattle california florida texas hawaii
arizona vegas lasvegas jesuschrist christ blessed blessing faith hope grace gospel bible church angelina trustno
freedom liberty justice peace victory winner champion legend hero warrior samurai ninja pirate viking knight
wizard magic mystic phantom ghost vampire zombie demon devil lucifer satan hell death sniper soldier army navy
police security firefighter doctor nurse teacher student school college university family mother father mommy
daddy mama papa mami papi sister brother friend friends bestfriend amigos hermano maman papounet familia famille
familie mutti vati oma opa happy smile smiley funny crazy stupid loser nothing something anything nobody money
dollar million rich success luck fortune power super extreme ultimate alpha omega delta gamma sigma beta zero
infinity destiny dream dreams dreamer fantasy business company meeting project marketing sales finance account
accounts bank banking market annotator annotation annotate annotations newsroom factcheck journalist journalism
reporter editor editorial article articles researcher reviewer claim claims rebuttal omission framing
""".split()
)
"""1025 words; the common forms of each make many times more."""
