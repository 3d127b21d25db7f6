//! Whether somebody may be "he" or "she", as far as the text or the given name tells.

use crate::context::Context;
use crate::mention::Mention;

/// What is known of the gender of a person or pronoun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gender {
    Female,
    Male,
    Unknown,
}

impl Gender {
    /// Whether both may be one person's.
    pub(crate) fn agrees(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

pub(crate) fn pronoun_gender(word: &str) -> Gender {
    match word {
        "she" | "She" | "her" | "Her" | "herself" => Gender::Female,
        _ => Gender::Male,
    }
}

/// By the title, else by the given name.
pub(crate) fn gender_of(mention: &Mention, context: &Context<'_>) -> Gender {
    let outer = mention.outer.of(context.text);
    let before = context.before(mention.outer, 0);
    let office = mention.office.as_deref().unwrap_or_default();
    let says = |words: &[&str]| {
        words.iter().any(|w| outer.contains(w) || before == *w || office.contains(w))
    };
    if says(&[
        "Mrs.",
        "Ms.",
        "Mrs",
        "Ms",
        "Queen",
        "Princess",
        "spokeswoman",
        "Spokeswoman",
        "chairwoman",
        "congresswoman",
    ]) {
        return Gender::Female;
    }
    if says(&[
        "Mr.",
        "King ",
        "Prince ",
        "Pope ",
        "Sheikh ",
        "Emir",
        "spokesman",
        "Spokesman",
        "chairman",
        "congressman",
    ]) {
        return Gender::Male;
    }
    let mut parts = mention.name.split([' ', '-']);
    if parts.clone().any(|p| FEMALE.contains(&p)) {
        return Gender::Female;
    }
    if parts.any(|p| MALE.contains(&p)) { Gender::Male } else { Gender::Unknown }
}

/// Given names that are women's almost everywhere.
#[rustfmt::skip]
const FEMALE: &[&str] = &[
    "Aisha", "Alexandra", "Alice", "Amina", "Ana", "Andrea", "Angela", "Anita", "Ann", "Anna", "Annalena", "Anne",
    "Annegret", "Asha", "Avril", "Barbara", "Beata", "Benazir", "Birgitta", "Brigitte",
    "Camille", "Carla", "Carmen", "Carolina", "Caroline", "Catherine", "Cathy", "Cecilia", "Chandrika", "Charlotte",
    "Christina", "Christine", "Chrystia", "Claudia", "Condoleezza", "Corazon", "Cristina", "Dalia", "Deb", "Delcy",
    "Diana", "Dilma", "Doris", "Dorothy", "Elena", "Elisabeth", "Elizabeth", "Ellen", "Elvira", "Emily", "Emma",
    "Erna", "Esther", "Eva", "Fatima", "Fatou", "Federica", "Florence", "Frances", "Geraldine", "Giorgia", "Gina",
    "Gloria", "Golda", "Graca", "Gro", "Hanan", "Hanna", "Hannah", "Heather", "Heidi", "Helen", "Helena", "Helle",
    "Hillary", "Hina", "Ilze", "Imelda", "Indira", "Ingrid", "Ioana", "Irina", "Isabel", "Ivana", "Jacinda", "Jane",
    "Janet", "Janice", "Jean", "Jeanine", "Jen", "Jennifer", "Jenny", "Jessica", "Jill", "Joan", "Joanna", "Joyce",
    "Julia", "Julie", "Kaja", "Kamala", "Karen", "Karin", "Karine", "Kate", "Katerina", "Katherine", "Kathleen",
    "Katrin", "Kersti", "Khaleda", "Kolinda", "Kristalina", "Kyung", "Laimdota", "Laura", "Linda", "Lisa",
    "Liz", "Louise", "Lucia", "Magdalena", "Maia", "Marcia", "Margaret", "Margot", "Margrethe", "Maria", "Marie",
    "Marija", "Marina", "Marine", "Marise", "Marta", "Martha", "Mary", "Maryam", "Maureen", "Megawati", "Melanie",
    "Melissa", "Melita", "Mette", "Meseret", "Michele", "Michelle", "Mireya", "Monica", "Nadia", "Nancy", "Natalia",
    "Natasha", "Navi", "Ngozi", "Nicola", "Nikki", "Nina", "Nirmala", "Noeleen", "Olga", "Pam", 
    "Patricia", "Penny", "Pratibha", "Priti", "Rachel", "Rebecca", "Retno", "Robin", "Roza", "Ruth", "Sally",
    "Samantha", "Sandra", "Sanna", "Sara", "Sarah", "Sheila", "Simonetta", "Sonia", "Sophie",
    "Stephanie", "Susan", "Sushma", "Suzanne", "Svetlana", "Sviatlana", "Sylvia", "Sylvie", "Tansu", "Tarja",
    "Tatiana", "Teresa", "Theresa", "Tzipi", "Ursula", "Valentina", "Valerie", "Vaira", "Vera", "Victoria",
    "Violeta", "Viola", "Wendy", "Yingluck", "Yulia", "Yvette", "Zuzana", "Hasina", "Claudine", "Ester", "Adrienne",
    "Gita", "Zakia", "Sigrid", "Ine", "Anniken", "Salome", "Vjosa", "Atifete",
];

/// Given names that are men's almost everywhere.
#[rustfmt::skip]
const MALE: &[&str] = &[
    "Abdel", "Abdul", "Abdullah", "Ahmed", "Alan", "Alberto", "Aleksandr", "Alexander", "Alexei", "Ali", "Alistair",
    "Anders", "Andrei", "Andrew", "Andrzej", "Antonio", "Antony", "António", "Anthony", "Ariel", "Arthur", "Ashraf", "Bashar",
    "Barack", "Ben", "Benjamin", "Bernard", "Bill", "Bob", "Boris", "Brian", "Carl", "Carlos", "Charles", "Chris",
    "Christopher", "Colin", "Dan", "Daniel", "David", "Denis", "Dick", "Dmitry", "Dominic", "Donald", "Donald",
    "Ed", "Edward", "Ehud", "Emmanuel", "Emomali", "Enrique", "Eric", "Evo", "Felipe", "Fernando", "Fidel",
    "Francisco", "Franck", "Frank", "Frans", "François", "Franklin", "Fumio", "Gareth", "Gary",
    "Geoffrey", "George", "Gerhard", "Giorgos", "Gordon", "Guido", "Hans", "Harry", "Hassan", "Heiko", "Heinz",
    "Helmut", "Henry", "Hosni", "Hossein", "Hugo", "Hussein", "Ibrahim", "Igor", "Ilham", "Imran", "Ismail", "Ivan",
    "Jack", "Jacques", "Jair", "Jake", "James", "Jan", "Janez", "Javier", "Jeremy", "Jens", "Jim", "Jimmy", "Joe",
    "Johannes", "John", "Jonathan", "Joschka", "Jose", "Josep", "Joseph", "José", "Juan", "Junichiro", "Justin", "Karl",
    "Kevin", "Klaus", "Kofi", "Lech", "Leonid", "Lloyd", "Luis", "Luiz", "Mahmoud", "Malcolm", "Manmohan", "Manuel",
    "Marco", "Mario", "Mark", "Martin", "Matteo", "Mauricio", "Mevlut", "Michael", "Michel", "Miguel", "Mike", "Mikhail", "Milos",
    "Mohamed", "Mohammad", "Mohammed", "Muammar", "Muhammad", "Narendra", "Nelson", "Nicolas", "Nicolás", "Nikol",
    "Nikos", "Nouri", "Nursultan", "Olaf", "Olivier", "Oleksandr", "Olusegun", "Omar", "Oscar", "Patrick", "Paul",
    "Pedro", "Peter", "Petr", "Petro", "Philip", "Pierre", "Radoslaw", "Rafael", "Rajiv", "Ramzan", "Raul", "Recep", "Rex",
    "Ricardo", "Richard", "Rishi", "Robert", "Rodrigo", "Ron", "Ronald", "Saddam", "Salman", "Samuel", "Scott",
    "Sergei", "Sergey", "Shimon", "Shinzo", "Silvio", "Slobodan", "Stefan", "Stephen", "Steven", "Taro", "Tayyip",
    "Thabo", "Thomas", "Tim", "Tom", "Tony", "Vaclav", "Viktor", "Vladimir", "Volodymyr", "Vojislav",
    "Warren", "William", "Winston", "Wolfgang", "Xavier", "Yasser", "Yasir", "Yitzhak", "Yoshihide", "Yoweri", "Yasuo",
    "Jinping", "Jintao", "Jong", "Hamid", "Ashraf", "Riyad", "Gilad", "Eli", "Husam",
];
