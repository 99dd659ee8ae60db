// tidy: data table
//! Invented names, put together from invented parts in several scripts.
//!
//! Nobody is meant. The parts were made up by hand for their sound in a script, so that search, sorting
//! and right-to-left text can be tried; two of them together are not a real person's name.

/// Parts of names of one script, and the languages of people who might write so.
pub struct Names {
    /// First parts.
    pub first: &'static [&'static str],
    /// Last parts.
    pub last: &'static [&'static str],
    /// Languages, the best understood first.
    pub languages: &'static [&'static str],
}

/// The names for a group of nationalities; whoever belongs to no group gets Latin letters.
pub fn of_group(group: &str) -> &'static Names {
    match group {
        "albanian" => &ALBANIAN,
        "eritrean" => &ERITREAN,
        "sudanese" | "middle_east" => &ARABIC,
        "vietnamese" => &VIETNAMESE,
        "south_asia" => &SOUTH_ASIAN,
        "east_asia" => &EAST_ASIAN,
        "europe" => &CYRILLIC,
        "africa" => &AFRICAN,
        "americas" => &AMERICAN,
        _ => &LATIN,
    }
}

const LATIN: Names = Names {
    first: &[
        "Marelda",
        "Osgrim",
        "Tavish-Lee",
        "Perrin",
        "Wynella",
        "Jorrick",
        "Elspira",
        "Corwen",
        "Hattia",
        "Devlan",
    ],
    last: &[
        "Oskwin",
        "Farrowby",
        "Thistledale",
        "Brackmoor",
        "Windlesea",
        "Copperhythe",
        "Larkhollow",
        "Netherquill",
    ],
    languages: &["en"],
};

const ALBANIAN: Names = Names {
    first: &["Ardisa", "Besmiku", "Dritëza", "Florbar", "Gjethina", "Kreshmir", "Lulvera", "Zamiro"],
    last: &["Malbardha", "Gurëzeza", "Ujvaraj", "Qiellori", "Shkëmbaj", "Rrapishta"],
    languages: &["sq", "en"],
};

const ERITREAN: Names = Names {
    first: &["ሰላሚና", "ብርሃኖም", "ዘርአያ", "ሓጎሳይ", "ጸጋየት", "ምሕረታ"],
    last: &["ወልደሃብ", "ተስፋልዑል", "ገብረዝማን", "ኣስመላሽ", "ሃይለጸሓይ"],
    languages: &["ti", "am"],
};

const ARABIC: Names = Names {
    first: &["نورياس", "سامرون", "هاديلة", "ريمانة", "طارقين", "ليالين", "زهيران", "أمينور"],
    last: &["الزهراوند", "البحرستاني", "النخلاوين", "الجبلدار", "السهلاني", "الريحانور"],
    languages: &["ar"],
};

const VIETNAMESE: Names = Names {
    first: &["Thuýên", "Bảolan", "Hoàiminh", "Ngọckha", "Tuấnvy", "Diễmsa"],
    last: &["Trầnhồ", "Lêphong", "Vũđăng", "Đỗmai", "Bùihạ"],
    languages: &["vi"],
};

const SOUTH_ASIAN: Names = Names {
    first: &["अरुणिमेश", "कविराना", "নীলাভান", "রূপমালী", "ਗੁਰਨੂਰਾ", "زرمینگل"],
    last: &["सागरपुत्र", "वनश्रीवत", "মেঘনারায়", "চাঁদপুরীয়া", "ਸੂਰਜਵਾਲ", "کوہستانور"],
    languages: &["hi", "en"],
};

const EAST_ASIAN: Names = Names {
    first: &["云歌儿", "星禾", "海棠月", "มะลิวรรณา", "ดาวเรืองศรี", "Halinaya"],
    last: &["青岚", "苍梧", "松溪", "ทองฟ้าใส", "แม่น้ำจันทร์", "Batongbuhay-Ilaw"],
    languages: &["zh", "th"],
};

const CYRILLIC: Names = Names {
    first: &["Зоряслава", "Мирогост", "Ладомира", "Будислав", "Яровита", "Снежанара", "Вълкомир"],
    last: &["Тихобережна", "Вишнегай", "Криничанка", "Соколостеп", "Хвилеград", "Белополян"],
    languages: &["uk", "ro", "ru"],
};

const AFRICAN: Names = Names {
    first: &["Adunkemi", "Kwabrima", "Naledisi", "Tumelani", "Zaharia-Mo", "Oluwafari", "Chipoyani"],
    last: &["Okunrinmeta", "Mensabode", "Dlaminkosi", "Warsangeli-Nur", "Abebayehun", "Kamarabia"],
    languages: &["en", "so", "fr"],
};

const AMERICAN: Names = Names {
    first: &["Solmarina", "Iracemo", "Yaretzina", "Dandrian", "Beltrana", "Kezialyn"],
    last: &["Vallesombra", "Riosecreto", "Montelirio", "Camposanta-Luz", "Palmaverde"],
    languages: &["pt", "es"],
};

/// Invented names of those who work in the demonstration.
pub const STAFF: &[&str] = &[
    "Ferris Quillon",
    "Marta Ostrowind",
    "Idris Calloway-Finch",
    "Pernille Vasko",
    "Owen Tarrabel",
    "Sabela Mordaunt",
    "Ruairi Penhollow",
    "Nadja Istrovna",
    "Chidera Ombaye",
    "Leopold Haspel",
    "Yusra Kandamir",
    "Tove Lindqvarn",
    "Bronagh Sallow",
    "Emre Dalyanoglu",
    "Kasimira Wolny-Dab",
    "Hollis Everbright",
    "Anouk Verhaege-Li",
    "Tomasz Gradowicz",
    "Mirela Constantescu-Va",
    "Piers Ravenscar",
    "Solveig Aasgrend",
    "Zelda Farthingale",
    "Quentin Mossop",
    "Beatriz Oliveral",
    "Rhodri Pwllheddwyn",
    "Amina Farouzeh",
    "Gustav Ehrenfjell",
    "Lorna Skerryvore",
    "Dario Montefiora",
    "Hana Kurosatomi",
    "Felix Underbank",
    "Orla Dunmoray",
    "Ivo Stellenbrandt",
    "Wenda Hollingrake",
    "Petra Silverthorn",
    "Alasdair Wyndlesea",
    "Ines Castelnuova",
    "Bartek Kowalczar",
    "Noor Elahizadeh",
    "Cosima Trelawney-Oke",
    "Haldor Brimstad",
    "Fenella Marchbanks-Ro",
    "Kwabena Osafoh",
    "Lieselotte Hagenfels",
    "Gethin Morlaisson",
    "Zuzana Hrabalova-Min",
    "Oisin Carrowkeel",
    "Daphne Aldermoor",
    "Marisol Entrewick",
];
