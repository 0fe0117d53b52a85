//! From text to clauses.

use super::{Bound, Clause, Pattern, QueryError};

/// Longest query in characters.
const LONGEST: usize = 20_000;
/// Parentheses inside each other.
const DEEPEST: usize = 40;

pub(super) fn parse(text: &str) -> Result<Clause, QueryError> {
    if text.chars().count() > LONGEST {
        return Err(QueryError::TooLong);
    }
    let mut parser = Parser {
        tokens: tokens(text)?,
        place: 0,
        depth: 0,
    };
    let clause = parser.all(None)?;
    match parser.next() {
        None => Ok(clause),
        Some(token) => Err(QueryError::Unexpected(token.written())),
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Word(String),
    Phrase(String),
    Range(Bound, Bound),
    /// `field:`
    Field(String),
    Open,
    Close,
    And,
    Or,
    Not,
    Must,
}

impl Token {
    fn written(&self) -> String {
        match self {
            Self::Word(word) | Self::Phrase(word) | Self::Field(word) => word.clone(),
            Self::Range(..) => "[".to_owned(),
            Self::Open => "(".to_owned(),
            Self::Close => ")".to_owned(),
            Self::And => "AND".to_owned(),
            Self::Or => "OR".to_owned(),
            Self::Not => "NOT".to_owned(),
            Self::Must => "+".to_owned(),
        }
    }
}

fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let mut signs = text.chars().peekable();
    let mut tokens = Vec::new();
    while let Some(sign) = signs.next() {
        match sign {
            sign if sign.is_whitespace() => {}
            '(' => tokens.push(Token::Open),
            ')' => tokens.push(Token::Close),
            '+' => tokens.push(Token::Must),
            '-' | '!' => tokens.push(Token::Not),
            '"' => tokens.push(Token::Phrase(until(&mut signs, '"')?)),
            '[' | '{' => tokens.push(range(&mut signs, sign)?),
            '&' if signs.peek() == Some(&'&') => {
                signs.next();
                tokens.push(Token::And);
            }
            '|' if signs.peek() == Some(&'|') => {
                signs.next();
                tokens.push(Token::Or);
            }
            sign => tokens.push(word(sign, &mut signs)),
        }
    }
    Ok(tokens)
}

type Signs<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Everything up to a sign that closes; `\` takes the next sign as it is.
fn until(signs: &mut Signs<'_>, close: char) -> Result<String, QueryError> {
    let mut text = String::new();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => text.extend(signs.next()),
            sign if sign == close => return Ok(text),
            sign => text.push(sign),
        }
    }
    Err(QueryError::Open(close))
}

fn range(signs: &mut Signs<'_>, open: char) -> Result<Token, QueryError> {
    let mut inside = String::new();
    let close = loop {
        match signs.next() {
            Some(close @ (']' | '}')) => break close,
            Some(sign) => inside.push(sign),
            None => return Err(QueryError::Open(open)),
        }
    };
    let unexpected = || QueryError::Unexpected(inside.clone());
    let (from, to) = inside.split_once(" TO ").ok_or_else(unexpected)?;
    let bound = |text: &str, with: bool| {
        let text = text.trim().trim_matches('"').to_owned();
        match (text.as_str(), with) {
            ("*", _) => Bound::Open,
            (_, true) => Bound::With(text),
            (_, false) => Bound::Without(text),
        }
    };
    Ok(Token::Range(
        bound(from, open == '['),
        bound(to, close == ']'),
    ))
}

fn word(first: char, signs: &mut Signs<'_>) -> Token {
    let mut word = String::new();
    let mut next = Some(first);
    while let Some(sign) = next {
        match sign {
            '\\' => word.extend(signs.next()),
            ':' if is_name(&word) && !is_scheme(signs) => return Token::Field(word),
            sign => word.push(sign),
        }
        next = signs
            .next_if(|sign| !sign.is_whitespace() && !matches!(sign, '(' | ')' | '"' | '[' | '{'));
    }
    // A boost says how much a clause weighs, and clauses of a filter weigh nothing.
    let word = match word.rsplit_once('^') {
        Some((word, boost)) if boost.parse::<f32>().is_ok() => word.to_owned(),
        _ => word,
    };
    match word.as_str() {
        "AND" => Token::And,
        "OR" => Token::Or,
        "NOT" => Token::Not,
        _ => Token::Word(word),
    }
}

fn is_name(word: &str) -> bool {
    word == "*"
        || (!word.is_empty()
            && word
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')))
}

/// Whether the colon belongs to an address: `https://…`.
fn is_scheme(signs: &Signs<'_>) -> bool {
    let mut ahead = signs.clone();
    ahead.next() == Some('/') && ahead.next() == Some('/')
}

struct Parser {
    tokens: Vec<Token>,
    place: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.place)
    }

    fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.place).cloned();
        self.place += 1;
        token
    }

    fn eats(&mut self, token: &Token) -> bool {
        let is_next = self.peek() == Some(token);
        self.place += usize::from(is_next);
        is_next
    }

    /// Clauses beside each other.
    fn all(&mut self, field: Option<&str>) -> Result<Clause, QueryError> {
        let mut clauses = Vec::new();
        while self.peek().is_some_and(|token| *token != Token::Close) {
            clauses.push(self.any(field)?);
        }
        Ok(one_or(clauses, Clause::And))
    }

    fn any(&mut self, field: Option<&str>) -> Result<Clause, QueryError> {
        let mut clauses = vec![self.both(field)?];
        while self.eats(&Token::Or) {
            clauses.push(self.both(field)?);
        }
        Ok(one_or(clauses, Clause::Or))
    }

    fn both(&mut self, field: Option<&str>) -> Result<Clause, QueryError> {
        let mut clauses = vec![self.one(field)?];
        while self.eats(&Token::And) {
            clauses.push(self.one(field)?);
        }
        Ok(one_or(clauses, Clause::And))
    }

    fn one(&mut self, field: Option<&str>) -> Result<Clause, QueryError> {
        let named = |pattern| Clause::Field(field.map(str::to_owned), pattern);
        match self.next().ok_or(QueryError::End)? {
            Token::Must => self.one(field),
            Token::Not => {
                // Solr takes a minus before nothing as nothing.
                Ok(Clause::Not(Box::new(self.one(field)?)))
            }
            Token::Open => {
                let clause = self.deeper(field)?;
                if self.eats(&Token::Close) {
                    Ok(clause)
                } else {
                    Err(QueryError::Open('('))
                }
            }
            Token::Field(name) if name == "*" => {
                self.one(None)?;
                Ok(Clause::All)
            }
            Token::Field(name) => self.one(Some(&name)),
            Token::Word(word) if word == "*" => Ok(match field {
                Some(_field) => named(Pattern::Any),
                None => Clause::All,
            }),
            Token::Word(word) => Ok(named(Pattern::Word(word))),
            Token::Phrase(words) => Ok(named(Pattern::Phrase(words))),
            Token::Range(from, to) => Ok(named(Pattern::Range(from, to))),
            token @ (Token::Close | Token::And | Token::Or) => {
                Err(QueryError::Unexpected(token.written()))
            }
        }
    }

    fn deeper(&mut self, field: Option<&str>) -> Result<Clause, QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(QueryError::TooLong);
        }
        let clause = self.all(field);
        self.depth -= 1;
        clause
    }
}

fn one_or(mut clauses: Vec<Clause>, many: fn(Vec<Clause>) -> Clause) -> Clause {
    match clauses.len() {
        0 => Clause::All,
        1 => clauses.remove(0),
        _ => many(clauses),
    }
}
