//! Invented people registered more than once, with the truth: the harder test of linkage.
//!
//! People of four naming cultures, many of them in families that travel together and share surname, place and
//! telephone. A second registration writes names in another script or romanisation or with a short form,
//! exchanges or drops names, guesses a birth date, changes the telephone and often has no document. The names
//! are a small list of ours of names common in public life; nobody is meant.

use rand::RngExt as _;
use rand::seq::IndexedRandom as _;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

/// One naming culture: spellings of one name stand side by side, the original script first.
struct Culture {
    women: &'static [&'static str],
    men: &'static [&'static str],
    roots: &'static [&'static str],
    endings: &'static [&'static str],
}

const CULTURES: [Culture; 4] = [
    Culture {
        women: &[
            "Олена|Olena|Elena|Helena|Lena",
            "Наталія|Nataliia|Natalya|Natalia|Natasha",
            "Тетяна|Tetiana|Tatiana|Tetyana|Tanya",
            "Ірина|Iryna|Irina|Ira",
            "Оксана|Oksana|Oxana",
            "Юлія|Yuliia|Julia|Iuliia|Yulia",
            "Світлана|Svitlana|Svetlana|Sveta",
            "Людмила|Liudmyla|Ludmila|Lyudmila",
            "Катерина|Kateryna|Katerina|Katya",
            "Марія|Mariia|Maria|Mariya",
            "Ганна|Hanna|Anna|Ganna",
            "Вікторія|Viktoriia|Victoria|Viktoria|Vika",
            "Анастасія|Anastasiia|Anastasia|Nastya",
            "Дарина|Daryna|Darina",
            "Софія|Sofiia|Sofia|Sophia",
            "Надія|Nadiia|Nadia|Nadezhda",
            "Любов|Liubov|Lyubov",
            "Галина|Halyna|Galina",
            "Аліна|Alina",
            "Христина|Khrystyna|Kristina|Christina",
        ],
        men: &[
            "Олександр|Oleksandr|Alexander|Aleksandr|Sasha",
            "Сергій|Serhii|Sergey|Sergii|Serhiy",
            "Андрій|Andrii|Andrey|Andriy",
            "Володимир|Volodymyr|Vladimir|Wolodymyr",
            "Дмитро|Dmytro|Dmitri|Dima",
            "Іван|Ivan|Vanya",
            "Микола|Mykola|Nikolai|Kolya",
            "Юрій|Yurii|Yuri|Iurii",
            "Василь|Vasyl|Vasil|Vasya",
            "Михайло|Mykhailo|Mikhail|Misha",
            "Євген|Yevhen|Evgeny|Eugene",
            "Віталій|Vitalii|Vitaly",
            "Олег|Oleh|Oleg",
            "Богдан|Bohdan|Bogdan",
            "Ярослав|Yaroslav|Jaroslav",
            "Павло|Pavlo|Pavel",
            "Тарас|Taras",
            "Максим|Maksym|Maxim",
            "Артем|Artem|Artyom",
            "Роман|Roman",
        ],
        roots: &[
            "Шев|Shev|Schew",
            "Ков|Kov|Cov",
            "Бонд|Bond",
            "Ткач|Tkach|Tkatsch",
            "Крав|Krav",
            "Олій|Olii|Oliy",
            "Поліщ|Polishch|Polisch",
            "Марч|March|Martch",
            "Лис|Lys|Lis",
            "Мельн|Meln",
            "Гавр|Havr|Gavr",
            "Пет|Pet",
            "Сав|Sav",
            "Рудн|Rudn",
            "Мороз|Moroz|Moros",
            "Хар|Khar|Char",
            "Захар|Zakhar|Zachar",
            "Тим|Tym|Tim",
            "Коз|Koz",
            "Щерб|Shcherb|Scherb",
            "Ясин|Yasyn|Iasin",
            "Бой|Boi|Boy",
            "Дем|Dem",
            "Жук|Zhuk|Juk",
            "Федор|Fedor|Feodor",
            "Якуб|Yakub|Jakub",
            "Назар|Nazar",
            "Прих|Prykh|Prich",
        ],
        endings: &[
            "ченко|chenko|tchenko",
            "енко|enko",
            "чук|chuk|tchuk",
            "ів|iv",
            "овський|ovskyi|ovsky",
            "ук|uk",
            "ин|yn|in",
            "аренко|arenko",
        ],
    },
    Culture {
        women: &[
            "فاطمة|Fatima|Fatma|Fatimah",
            "مريم|Maryam|Mariam|Miriam",
            "عائشة|Aisha|Aicha|Ayesha",
            "زينب|Zaynab|Zeinab|Zainab",
            "خديجة|Khadija|Khadidja|Hadija",
            "أمينة|Amina|Aminah",
            "نور|Nour|Noor|Nur",
            "هدى|Huda|Houda",
            "سلمى|Salma|Selma",
            "ليلى|Layla|Leila|Laila",
            "رانيا|Rania|Raniya",
            "سعاد|Souad|Suad",
            "حنان|Hanan|Hanane",
            "إيمان|Iman|Eman",
            "ياسمين|Yasmin|Yasmine|Jasmin",
        ],
        men: &[
            "محمد|Muhammad|Mohamed|Mohammed|Mohamad",
            "أحمد|Ahmad|Ahmed",
            "علي|Ali|Aly",
            "حسن|Hasan|Hassan",
            "حسين|Husayn|Hussein|Hussain",
            "عمر|Omar|Umar",
            "يوسف|Yusuf|Youssef|Yousef",
            "خالد|Khalid|Khaled",
            "إبراهيم|Ibrahim|Ebrahim",
            "مصطفى|Mustafa|Moustafa",
            "عبد الله|Abdullah|Abdallah|Abd Allah",
            "عبد الرحمن|Abdulrahman|Abd al-Rahman|Abderrahmane",
            "سعيد|Said|Saeed",
            "جمال|Jamal|Djamal|Gamal",
            "طارق|Tariq|Tarek",
            "كريم|Karim|Kareem",
            "بلال|Bilal|Belal",
            "ياسر|Yasir|Yasser",
        ],
        roots: &[
            "الخطيب|Al-Khatib|El Khatib|Khatib",
            "الحسن|Al-Hassan|Alhasan|Elhassan",
            "المصري|Al-Masri|El Masry|Masri",
            "الشامي|Al-Shami|Chami|Shami",
            "حداد|Haddad|Hadad",
            "نجار|Najjar|Nadjar",
            "منصور|Mansour|Mansur",
            "سليمان|Suleiman|Sulayman|Soliman",
            "إدريس|Idris|Idriss",
            "الأحمد|Al-Ahmad|Alahmad",
            "العلي|Al-Ali|Alali",
            "قاسم|Qasim|Kassem|Kasem",
            "شريف|Sharif|Cherif|Sherif",
            "بكر|Bakr|Bakir",
            "الجزائري|Al-Jazairi|El Djazairi",
            "عثمان|Othman|Osman|Uthman",
            "صالح|Saleh|Salih",
            "حمدان|Hamdan",
            "زيدان|Zaydan|Zidane|Zidan",
            "القاضي|Al-Qadi|El Kadi|Kadi",
            "النعيمي|Al-Nuaimi|Naimi",
            "درويش|Darwish|Darwich",
            "الرفاعي|Al-Rifai|Refai",
            "غانم|Ghanem|Ghanim",
            "سلامة|Salameh|Salama",
            "عباس|Abbas|Abas",
            "الكردي|Al-Kurdi|Kurdi|El Kurdy",
            "يعقوب|Yaqub|Yakoub|Jacoub",
            "مراد|Murad|Mourad",
        ],
        endings: &[""],
    },
    Culture {
        women: &[
            "Ελένη|Eleni|Helen",
            "Μαρία|Maria",
            "Αικατερίνη|Aikaterini|Ekaterini|Katerina",
            "Βασιλική|Vasiliki|Vassiliki",
            "Σοφία|Sofia|Sophia",
            "Αγγελική|Angeliki|Aggeliki",
            "Γεωργία|Georgia",
            "Δήμητρα|Dimitra|Demetra",
            "Ιωάννα|Ioanna|Joanna",
            "Ειρήνη|Eirini|Irini|Irene",
        ],
        men: &[
            "Γεώργιος|Georgios|Giorgos|George",
            "Ιωάννης|Ioannis|Giannis|Yannis",
            "Κωνσταντίνος|Konstantinos|Constantinos|Kostas",
            "Δημήτριος|Dimitrios|Dimitris",
            "Νικόλαος|Nikolaos|Nicolaos|Nikos",
            "Παναγιώτης|Panagiotis|Panayiotis",
            "Βασίλειος|Vasileios|Vassilios|Vasilis",
            "Χρήστος|Christos|Hristos",
            "Αλέξανδρος|Alexandros|Aleksandros",
            "Σπυρίδων|Spyridon|Spiridon",
        ],
        roots: &[
            "Παπαδ|Papad",
            "Γεωργ|Georg|Yeorg",
            "Νικολ|Nikol|Nicol",
            "Δημητρ|Dimitr|Demetr",
            "Βασιλ|Vasil|Vassil",
            "Αναστασ|Anastas",
            "Κωστ|Kost",
            "Καραγ|Karag",
            "Χριστ|Christ|Hrist",
            "Θεοδωρ|Theodor|Teodor",
            "Σταυρ|Stavr",
            "Μιχαλ|Michal|Mihal",
            "Αντων|Anton",
            "Λαμπρ|Lampr|Lambr",
        ],
        endings: &[
            "όπουλος|opoulos|opulos",
            "ίδης|idis|ides",
            "άκης|akis",
            "ιάδης|iadis|iades",
            "άτος|atos",
            "έλλης|ellis",
        ],
    },
    Culture {
        women: &[
            "María José|Maria Jose|Maria",
            "Ana María|Ana Maria|Ana",
            "Carmen",
            "Lucía|Lucia",
            "Guadalupe|Lupe",
            "Rosa",
            "Valentina",
            "Camila|Kamila",
            "Gabriela",
            "Isabel|Isabela",
            "Teresa|Tere",
            "Yolanda|Iolanda",
            "Francisca|Paca",
            "Andreea|Andrea",
            "Ioana|Joana",
        ],
        men: &[
            "José Luis|Jose Luis|Jose|Pepe",
            "Juan Carlos|Juan",
            "Miguel Ángel|Miguel Angel|Miguel",
            "Francisco|Paco",
            "Alejandro|Alex",
            "Diego",
            "Mateo|Matheo",
            "Santiago",
            "Luis|Luiz",
            "Jesús|Jesus",
            "Jorge|George",
            "Ion|Ioan",
            "Gheorghe|George",
            "Ștefan|Stefan",
        ],
        roots: &[
            "García|Garcia",
            "Rodríguez|Rodriguez",
            "Hernández|Hernandez",
            "López|Lopez",
            "González|Gonzalez|Gonzales",
            "Pérez|Perez",
            "Sánchez|Sanchez",
            "Ramírez|Ramirez",
            "Flores",
            "Gómez|Gomez",
            "Vásquez|Vasquez|Vazquez",
            "Mendoza",
            "Castillo",
            "Jiménez|Jimenez|Ximenez",
            "Ortiz",
            "Cruz",
            "Popescu",
            "Ionescu|Jonescu",
            "Rojas",
            "Quispe|Kispe",
        ],
        endings: &[
            " García| Garcia|",
            " López| Lopez|",
            " Martínez| Martinez|",
            " Pérez| Perez|",
            " Díaz| Diaz|",
            " Torres||",
            " Vargas||",
            " Ruiz||",
            " Moreno||",
            " Romero||",
            "",
        ],
    },
];

const CITIES: [&str; 24] = [
    "Riga|Рига",
    "Przemysl|Przemyśl|Перемишль",
    "Medyka",
    "Lviv|Львів|Lwow",
    "Chisinau|Chișinău|Кишинів",
    "Iasi|Iași",
    "Vienna|Wien|Відень",
    "Athens|Αθήνα|Athina",
    "Thessaloniki|Θεσσαλονίκη|Saloniki",
    "Madrid",
    "Barcelona",
    "Warsaw|Warszawa|Варшава",
    "Krakow|Kraków|Краків",
    "Berlin|Берлін",
    "Hamburg",
    "Beirut|Beyrouth|بيروت",
    "Tripoli|طرابلس",
    "Kyiv|Kiev|Київ",
    "Odesa|Odessa|Одеса",
    "Valencia",
    "Bucharest|București",
    "Milan|Milano",
    "Lyon",
    "Dublin",
];

/// One record.
#[derive(Clone)]
pub struct Row {
    /// The true person.
    pub person: usize,
    fields: [String; 7],
}

struct Person {
    culture: usize,
    is_woman: bool,
    given: usize,
    root: usize,
    ending: usize,
    born: (u32, u32, u32),
    document: Option<String>,
    phone: String,
    city: usize,
    postcode: usize,
    household: usize,
}

fn spelling(random: &mut ChaCha8Rng, forms: &str, nth: Option<usize>) -> String {
    let forms: Vec<&str> = forms.split('|').collect();
    match nth {
        Some(nth) => forms[nth.min(forms.len() - 1)].to_owned(),
        None => (*forms.choose(random).unwrap()).to_owned(),
    }
}

fn typed(random: &mut ChaCha8Rng, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if letters.len() < 4 {
        return text.to_owned();
    }
    let at = random.random_range(0..letters.len() - 1);
    match random.random_range(0..3) {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

fn people(random: &mut ChaCha8Rng, count: usize) -> Vec<Person> {
    let mut all: Vec<Person> = Vec::with_capacity(count);
    let mut household = 0;
    while all.len() < count {
        household += 1;
        let size = *[1, 1, 1, 1, 2, 2, 3, 4, 5].choose(random).unwrap();
        let culture = *[0, 0, 0, 1, 1, 2, 3, 3].choose(random).unwrap();
        let names = &CULTURES[culture];
        let (root, ending) =
            (random.random_range(0..names.roots.len()), random.random_range(0..names.endings.len()));
        let phone = format!("{}", random.random_range(500_000_000_u32..800_000_000));
        let (city, postcode) = (random.random_range(0..CITIES.len()), random.random_range(10..60));
        let first = random.random_range(0..1_000);
        for member in 0..size {
            let is_woman = random.random_bool(0.6);
            let given = if is_woman { names.women.len() } else { names.men.len() };
            // Nobody gives two children one name.
            let given = (first + member) % given;
            let year =
                if member == 0 { random.random_range(1950..2004) } else { random.random_range(1985..2023) };
            let twin = member > 1 && random.random_bool(0.04);
            let born = (year, random.random_range(1..=12), random.random_range(1..=28));
            all.push(Person {
                culture,
                is_woman,
                given,
                root,
                ending,
                born: if twin { all.last().unwrap().born } else { born },
                document: random.random_bool(0.55).then(|| {
                    format!("{}{:07}", ["AB", "FC", "P", "X"][culture], random.random_range(0..10_000_000))
                }),
                phone: if member == 0 || random.random_bool(0.6) {
                    phone.clone()
                } else {
                    format!("{}", random.random_range(500_000_000_u32..800_000_000))
                },
                city,
                postcode: 1_000 + city * 97 + postcode,
                household,
            });
        }
    }
    all.truncate(count);
    all
}

fn names(random: &mut ChaCha8Rng, person: &Person, is_careful: bool) -> (String, String) {
    let culture = &CULTURES[person.culture];
    let given = if person.is_woman { culture.women[person.given] } else { culture.men[person.given] };
    // One clerk writes one way: the original script, the usual romanisation, or anything.
    let nth = match random.random_range(0..10) {
        0..2 => Some(0),
        2..7 => Some(1),
        _ => None,
    };
    let nth = if is_careful { Some(1) } else { nth };
    let (mut given, mut family) = (
        spelling(random, given, nth),
        format!(
            "{}{}",
            spelling(random, culture.roots[person.root], nth),
            spelling(random, culture.endings[person.ending], nth)
        ),
    );
    if !is_careful {
        if random.random_bool(0.1) {
            given = typed(random, &given);
        }
        if random.random_bool(0.1) {
            family = typed(random, &family);
        }
        if random.random_bool(0.04) {
            core::mem::swap(&mut given, &mut family);
        }
    }
    (given, family)
}

fn birth(random: &mut ChaCha8Rng, born: (u32, u32, u32), is_careful: bool) -> String {
    let (year, month, day) = born;
    let written = |year: u32, month: u32, day: u32| format!("{year:04}-{month:02}-{day:02}");
    if is_careful {
        return if random.random_bool(0.05) { written(year, 1, 1) } else { written(year, month, day) };
    }
    match random.random_range(0..100) {
        0..10 => written(year, 1, 1),
        10..14 => format!("{year}"),
        14..18 => written(year, day, month),
        18..22 => written(year, month, random.random_range(1..=28)),
        22..25 => written(year + random.random_range(1..=2), 1, 1),
        25..30 => String::new(),
        _ => written(year, month, day),
    }
}

fn row(random: &mut ChaCha8Rng, number: usize, person: &Person, is_careful: bool) -> Row {
    let (given, family) = names(random, person, is_careful);
    let has_moved = !is_careful && random.random_bool(0.35);
    let city = if has_moved { random.random_range(0..CITIES.len()) } else { person.city };
    let postcode = if has_moved { 1_000 + city * 97 + random.random_range(10..60) } else { person.postcode };
    let document = person.document.clone().filter(|_| random.random_bool(0.75));
    let document = document.map(|text| if random.random_bool(0.04) { typed(random, &text) } else { text });
    let phone = match random.random_range(0..10) {
        0..2 => String::new(),
        2..5 if !is_careful => format!("{}", random.random_range(500_000_000_u32..800_000_000)),
        5 => format!("+380 {}", person.phone),
        _ => person.phone.clone(),
    };
    let birth = birth(random, person.born, is_careful);
    let place = if random.random_bool(0.1) { String::new() } else { spelling(random, CITIES[city], None) };
    let postcode = if random.random_bool(0.15) { String::new() } else { postcode.to_string() };
    Row {
        person: number,
        fields: [given, family, birth, postcode, place, phone, document.unwrap_or_default()],
    }
}

/// Two lists: everybody on the first, about six of ten of them and as many others on the second.
pub fn lists(seed: u64, size: usize) -> [Vec<Row>; 2] {
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    let people = people(&mut random, size + size / 2);
    let mut lists = [Vec::new(), Vec::new()];
    for (number, person) in people.iter().enumerate() {
        // A family is on the second list together or not at all.
        let is_second = person.household % 5 < 3;
        if number < size {
            lists[0].push(row(&mut random, number, person, true));
        }
        if is_second || number >= size {
            lists[1].push(row(&mut random, number, person, false));
        }
    }
    lists
}

/// A list as CSV; the identifier ends in the number of the true person.
pub fn csv(list: &[Row]) -> String {
    let mut text = "id,given_name,surname,birth_date,postcode,city,phone,document\n".to_owned();
    for (number, row) in list.iter().enumerate() {
        let person = row.person;
        text.push_str(&[format!("r{number}-{person}"), row.fields.join(",")].join(","));
        text.push('\n');
    }
    text
}
