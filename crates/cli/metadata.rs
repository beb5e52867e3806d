//! What the user knows of an issue, set over what the print says: from the command line, a configuration file, a list
//! or a file beside the input.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::str::FromStr;

use backissue_model::{Metadata, Rule};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::config_file::with_nearest;

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Setting {
    key: Key,
    value: String,
    origin: Origin,
}

/// Where a value comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Origin {
    /// The command line, or a task line.
    Given,
    /// A configuration file.
    Configuration,
    /// The list that `--metadata` names.
    List,
    /// A file beside the input.
    Beside,
}

/// A value in JSON: bare when it was given with the task itself.
#[derive(Deserialize, Serialize)]
#[serde(untagged)]
enum Form {
    Bare(String),
    From { value: String, from: Origin },
}

/// Values in their order; of two for one key the later counts. In JSON an object.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "BTreeMap<String, Form>", into = "BTreeMap<String, Form>")]
pub(crate) struct Settings(pub(crate) Vec<Setting>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Publication,
    Issn,
    Cn,
    Publisher,
    Title,
    Volume,
    Number,
    WholeNumber,
    Date,
    Language,
    Rights,
}

const KEYS: [(&str, Key); 11] = [
    ("publication", Key::Publication),
    ("issn", Key::Issn),
    ("cn", Key::Cn),
    ("publisher", Key::Publisher),
    ("title", Key::Title),
    ("volume", Key::Volume),
    ("number", Key::Number),
    ("whole-number", Key::WholeNumber),
    ("date", Key::Date),
    ("language", Key::Language),
    ("rights", Key::Rights),
];

/// The names of all that can be known of an issue.
pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
    KEYS.iter().map(|(name, _)| *name)
}

/// Writes the user's values into what the reader found. An empty value takes the reader's away.
pub(crate) fn apply(settings: &[Setting], metadata: &mut Metadata) {
    for Setting { key, value, origin } in settings {
        let value = Some(value.clone()).filter(|value| !value.is_empty());
        *field(*key, metadata) = value;
        metadata.provenance.add_rule(origin.rule());
    }
}

fn field(key: Key, metadata: &mut Metadata) -> &mut Option<String> {
    match key {
        Key::Publication => &mut metadata.publication.title,
        Key::Issn => &mut metadata.publication.issn,
        Key::Cn => &mut metadata.publication.cn,
        Key::Publisher => &mut metadata.publication.publisher,
        Key::Title => &mut metadata.title,
        Key::Volume => &mut metadata.volume,
        Key::Number => &mut metadata.number,
        Key::WholeNumber => &mut metadata.whole_number,
        Key::Date => &mut metadata.date,
        Key::Language => &mut metadata.language,
        Key::Rights => &mut metadata.rights,
    }
}

impl Settings {
    /// Whether nothing is set.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Origin {
    /// The rule that stands in the provenance of metadata with a value of this origin.
    fn rule(self) -> Rule {
        match self {
            Self::Given => Rule::new("metadata/given"),
            Self::Configuration => Rule::new("metadata/configured"),
            Self::List => Rule::new("metadata/listed"),
            Self::Beside => Rule::new("metadata/beside-input"),
        }
    }

    /// A value in JSON with its origin.
    pub(crate) fn of(self, value: Value) -> Value {
        if self == Self::Given { value } else { json!({ "value": value, "from": self }) }
    }
}

impl TryFrom<BTreeMap<String, Form>> for Settings {
    type Error = String;

    fn try_from(map: BTreeMap<String, Form>) -> Result<Self, String> {
        let one = |(name, form): (&String, &Form)| match form {
            Form::Bare(value) => setting(name, value, Origin::Given),
            Form::From { value, from } => setting(name, value, *from),
        };
        map.iter().map(one).collect::<Result<_, _>>().map(Self)
    }
}

impl From<Settings> for BTreeMap<String, Form> {
    fn from(settings: Settings) -> Self {
        let form = |Setting { key, value, origin }| {
            let form =
                if origin == Origin::Given { Form::Bare(value) } else { Form::From { value, from: origin } };
            (key.name().to_owned(), form)
        };
        settings.0.into_iter().map(form).collect()
    }
}

impl JsonSchema for Settings {
    fn schema_name() -> Cow<'static, str> {
        "Settings".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let names: Vec<&str> = KEYS.iter().map(|(name, _)| *name).collect();
        json_schema!({
            "type": "object",
            "propertyNames": { "enum": names },
            "additionalProperties": { "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "value": { "type": "string" }, "from": generator.subschema_for::<Origin>() },
                    "required": ["value", "from"],
                },
            ] },
        })
    }
}

impl Key {
    fn name(self) -> &'static str {
        KEYS.iter().find(|(_, key)| *key == self).map(|(name, _)| *name).expect("the table has every key")
    }
}

impl FromStr for Setting {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (name, value) = text.split_once('=').ok_or("wanted KEY=VALUE")?;
        setting(name, value, Origin::Given).map_err(|message| with_nearest(&message))
    }
}

fn setting(name: &str, value: &str, origin: Origin) -> Result<Setting, String> {
    let known = KEYS.iter().find(|(known, _)| *known == name.trim().to_ascii_lowercase());
    let Some((_, key)) = known else {
        let names: Vec<String> = KEYS.iter().map(|(name, _)| format!("`{name}`")).collect();
        return Err(format!("unknown key `{name}`, expected one of {}", names.join(", ")));
    };
    let value = value.trim().to_owned();
    if *key == Key::Date && !value.is_empty() && !is_date(&value) {
        return Err("a date is written 1921, 1921-03 or 1921-03-04".to_owned());
    }
    Ok(Setting { key: *key, value, origin })
}

/// Whether a text is a calendar date of ISO 8601 in one of three precisions.
fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: Option<&&str>, digits: usize, most: u32| {
        part.is_none_or(|part| {
            let sound = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            sound && part.parse().is_ok_and(|value: u32| 0 < value && value <= most)
        })
    };
    parts.len() <= 3
        && number(parts.first(), 4, 9999)
        && number(parts.get(1), 2, 12)
        && number(parts.get(2), 2, 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_replaces_and_an_empty_one_takes_away() {
        let mut metadata = Metadata { volume: Some("3".to_owned()), ..Metadata::default() };
        let settings: Vec<Setting> =
            ["number=17", "volume="].iter().map(|text| text.parse().expect("it is sound")).collect();
        apply(&settings, &mut metadata);
        assert_eq!((metadata.number.as_deref(), metadata.volume), (Some("17"), None));
        assert_eq!(metadata.provenance.rules, [Origin::Given.rule()]);
    }

    #[test]
    fn settings_are_an_object_in_json_and_the_last_of_a_key_counts() {
        let settings: Vec<Setting> =
            ["volume=2", "volume=3"].iter().map(|text| text.parse().expect("it is sound")).collect();
        let json = serde_json::to_string(&Settings(settings)).expect("it has string keys");
        assert_eq!(json, r#"{"volume":"3"}"#);
        assert!(serde_json::from_str::<Settings>(&json).is_ok());
        assert!(serde_json::from_str::<Settings>(r#"{"colour":"red"}"#).is_err());
    }

    #[test]
    fn wrong_keys_and_dates_are_told() {
        let error = |text: &str| text.parse::<Setting>().expect_err("it is wrong");
        assert!(error("colour=red").contains("whole-number"));
        assert!(error("volum=3").ends_with("is volume meant?"));
        assert!(error("date=4 March").contains("1921-03-04"));
        assert!("date=1921-13".parse::<Setting>().is_err());
        assert!("date=1921-12".parse::<Setting>().is_ok());
    }
}
