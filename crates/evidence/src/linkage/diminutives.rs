//! Short forms of given names that are different words: a small list of ours, in folded Latin letters.
//!
//! Forms that share letters with the full name are found by comparing; only what cannot be is listed.

/// Each line is one name; a form may stand in several lines.
const GROUPS: [&str; 64] = [
    "aleksandr alexander aleksander oleksandr alexandr alexandros aleksandar alejandro alex sasha sascha sacha sanya shura oles",
    "aleksandra alexandra oleksandra alejandra alexandria sasha sascha sandra shura lesya",
    "aleksei aleksey alexei alexey oleksii oleksiy alyosha lyosha alex",
    "anastasia anastasiya anastasiia nastya nastia nastja stacy asya",
    "anna hanna ganna ania anya anja annushka nyura hania",
    "andrei andrey andriy andrii andrew andreas andres andy drew",
    "anton antonio antony anthony tony toni antoine",
    "boris borys borya",
    "dmitri dmitry dmytro dmitrii dmitriy dima mitya dimitrios dimitris",
    "ekaterina kateryna katerina catherine katherine kathryn katya katia katja kate kathy cathy katie katrin",
    "elena olena yelena helena helen lena alyona eleni ilona",
    "elizabeth elisabeth yelizaveta elizaveta yelyzaveta liza lisa liz beth betty eliza",
    "evgeni evgeny yevgeny yevhen evgenii yevhenii eugene zhenya jenya gene",
    "evgenia yevgenia yevheniia evgeniya eugenia zhenya jenya",
    "galina halyna galya halya",
    "grigori grigory hryhorii gregory grisha hrysha greg",
    "igor ihor gosha",
    "irina iryna irene ira irka irini",
    "ivan ioan john johannes juan jan vanya vania ivanko johnny jack joao giovanni ioannis yannis giannis",
    "konstantin kostiantyn constantine kostya kostia kostas konstantinos",
    "ksenia kseniya oksana xenia oxana ksyusha",
    "larisa larysa lara",
    "lyudmila liudmyla ludmila lyuda luda mila",
    "lyubov liubov lyuba luba",
    "maria mariya mariia marie mary masha mariam maryam miriam marusya maruska",
    "margarita marharyta margaret rita margot maggie peggy greta",
    "mikhail mykhailo michael mykhaylo misha mischa mike michel miguel michalis mihai",
    "nadezhda nadiia nadia nadya nadja",
    "natalia nataliya nataliia natasha natasza natalie natalka",
    "nikolai nikolay mykola nicholas nicolas kolya nick niko nikos nikolaos mykolka",
    "oleg oleh oleksa",
    "olga olha olya olia",
    "pavel pavlo paul pasha pablo pavlos paolo",
    "pyotr petr petro peter pedro petya pete petros",
    "roman roma romko",
    "sergei sergey serhii serhiy sergii sergiy serge seryozha serezha",
    "svetlana svitlana sveta svieta lana",
    "stepan stefan stephen steven stephan styopa steve stefanos",
    "tatiana tatyana tetiana tetyana tanya tania tanja",
    "valentina valentyna valya valia",
    "vasily vasyl vasilii basil vasya vasia vasilis vasileios",
    "victor viktor vitya vitia",
    "victoria viktoria viktoriia viktoriya vika vicky viki",
    "vladimir volodymyr wolodymyr vova volodya vlad",
    "vyacheslav viacheslav slava",
    "yaroslav jaroslav slava yarik",
    "yekaterina ekaterina kateryna katya",
    "yulia yuliya yuliia julia yulya julie",
    "yuri yury yurii yuriy george georgy georgii heorhii yura giorgos georgios jorge jerzy",
    "zinaida zina",
    "muhammad mohammed mohamed mohammad muhammed mehmet mamadou md mohd",
    "ahmad ahmed achmed ahmet",
    "abdallah abdullah abdulla abdoulaye",
    "fatima fatma fatimah fatoumata fatou",
    "william bill billy will liam guillermo",
    "robert bob bobby rob roberto bert",
    "richard dick rick ricky ricardo",
    "edward eduard ted ed eddie eduardo",
    "james jim jimmy jacob jakob iakov yakov yasha jaime diego santiago",
    "joseph josef yosyp iosif jose joe pepe yusuf youssef giuseppe",
    "francisco francis frank paco pancho curro",
    "jesus chucho concepcion concha consuelo chelo",
    "thomas tom tommy foma tomas",
    "daniel danylo danila dan danny danilo",
];

/// Lines of the list in which a folded given name stands, as a mask.
pub fn groups(folded: &str) -> u64 {
    GROUPS.iter().enumerate().fold(0, |mask, (line, group)| {
        if group.split(' ').any(|form| form == folded) { mask | 1 << line } else { mask }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_form_shares_a_line_with_its_full_name() {
        assert_ne!(groups("sasha") & groups("oleksandr"), 0);
        assert_ne!(groups("sasha") & groups("alexandra"), 0);
        assert_eq!(groups("sasha") & groups("vika"), 0);
        assert_eq!(groups("zzz"), 0);
    }

    #[test]
    fn the_list_is_in_folded_letters() {
        for group in GROUPS {
            assert_eq!(super::super::letters::fold(group), group);
        }
    }
}
