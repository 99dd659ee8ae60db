//! Values that identify a person, kept from printing themselves.
//!
//! A [`Secret`] has neither `Debug` nor `Display`, so neither has any type that holds one: a log line with a
//! name in it does not compile. It does not serialise by itself either. A field that is to be sealed says so
//! with `#[serde(with = "crate::secret::sealing")]`; the result goes to the vault and nowhere else.

/// A value that identifies a person or puts her in danger. Not for keys or passwords: comparing takes its time.
///
/// ```compile_fail
/// let name = havenward_domain::secret::Secret::new(String::from("a name"));
/// println!("{name:?}");
/// ```
///
/// ```compile_fail
/// let name = havenward_domain::secret::Secret::new(String::from("a name"));
/// let leaked = serde_json::to_string(&name);
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Secret<T>(T);

impl<T> Secret<T> {
    /// Takes a value into keeping.
    pub fn new(value: T) -> Self {
        Self(value)
    }

    /// Shows the value. Each call is a place where it could leak, so search for this word.
    pub fn expose(&self) -> &T {
        &self.0
    }

    /// Gives the value away.
    pub fn into_exposed(self) -> T {
        self.0
    }
}

impl From<&str> for Secret<String> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// Serialisation of secret fields on their way to the vault, and back.
pub mod sealing {
    use std::collections::BTreeMap;

    use serde::de::DeserializeOwned;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Secret;

    /// A shape in which a field holds secrets.
    pub trait Shape: Sized {
        /// Writes the plain value.
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
        /// Reads the plain value.
        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
    }

    impl<T: Serialize + DeserializeOwned> Shape for Secret<T> {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.0.serialize(serializer)
        }

        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            T::deserialize(deserializer).map(Secret)
        }
    }

    impl<T: Serialize + DeserializeOwned> Shape for Option<Secret<T>> {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.as_ref().map(Secret::expose).serialize(serializer)
        }

        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Ok(Option::<T>::deserialize(deserializer)?.map(Secret))
        }
    }

    impl<T: Serialize + DeserializeOwned> Shape for Vec<Secret<T>> {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_seq(self.iter().map(Secret::expose))
        }

        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Ok(Vec::<T>::deserialize(deserializer)?.into_iter().map(Secret).collect())
        }
    }

    impl<K, T> Shape for BTreeMap<K, Secret<T>>
    where
        K: Serialize + DeserializeOwned + Ord,
        T: Serialize + DeserializeOwned,
    {
        fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_map(self.iter().map(|(key, secret)| (key, secret.expose())))
        }

        fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let plain = BTreeMap::<K, T>::deserialize(deserializer)?;
            Ok(plain.into_iter().map(|(key, value)| (key, Secret(value))).collect())
        }
    }

    /// Writes a secret field. Meant for the `with` attribute of serde.
    pub fn serialize<C: Shape, S: Serializer>(field: &C, serializer: S) -> Result<S::Ok, S::Error> {
        field.write(serializer)
    }

    /// Reads a secret field. Meant for the `with` attribute of serde.
    pub fn deserialize<'de, C: Shape, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
        C::read(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Serialize};

    use super::*;

    #[derive(Serialize, Deserialize, PartialEq, Clone)]
    struct Record {
        #[serde(with = "sealing")]
        one: Secret<String>,
        #[serde(with = "sealing")]
        maybe: Option<Secret<u32>>,
        #[serde(with = "sealing")]
        many: Vec<Secret<String>>,
        #[serde(with = "sealing")]
        by_key: BTreeMap<String, Secret<String>>,
    }

    #[test]
    fn a_field_that_says_so_survives_the_way_to_the_vault_and_back() {
        let record = Record {
            one: "a".into(),
            maybe: None,
            many: vec!["b".into(), "c".into()],
            by_key: BTreeMap::from([("k".to_owned(), "d".into())]),
        };
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(json, r#"{"one":"a","maybe":null,"many":["b","c"],"by_key":{"k":"d"}}"#);
        assert!(serde_json::from_str::<Record>(&json).unwrap() == record);
    }
}
