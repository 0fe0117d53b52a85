//! The models as they lie in a file: weights of one byte each, only those that matter.
//!
//! Little-endian. `HWT1`, then twice (Musterdatensätze, themes): number of classes (u16); per class its name (u8 length,
//! UTF-8), scale and bias (f32); per bucket its weight as a feature (f32), a number of entries (u16), and per entry a class
//! (u16) and a weight (i8, times the scale of the class).

use super::features::{BUCKETS, Features};
use thiserror::Error;

const MAGIC: &[u8; 4] = b"HWT1";

/// A file is no model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("this is no file of topics, or it is cut off")]
pub struct ModelError;

/// What is shipped.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    /// Names are paths of the *Musterdatenkatalog*.
    pub reference_datasets: Linear,
    /// Names are codes of themes.
    pub themes: Linear,
}

/// One linear model.
#[derive(Debug, Clone, PartialEq)]
pub struct Linear {
    pub(super) classes: Vec<Class>,
    /// By bucket.
    pub(super) rarity: Vec<f32>,
    /// By bucket: class and weight.
    pub(super) entries: Vec<Vec<(u16, i8)>>,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Class {
    pub(super) name: String,
    pub(super) scale: f32,
    pub(super) bias: f32,
}

impl Linear {
    /// The classes with the highest scores, highest first. Above 0 the model says yes; around -1 it says no.
    pub fn best(&self, features: &Features, count: usize) -> Vec<(&str, f32)> {
        let mut sums = vec![0.0_f32; self.classes.len()];
        for (bucket, value) in weighed(features, &self.rarity) {
            let entries = self.entries.get(usize::from(bucket)).into_iter().flatten();
            for (class, weight) in entries {
                if let Some(sum) = sums.get_mut(usize::from(*class)) {
                    *sum += value * f32::from(*weight);
                }
            }
        }
        let classes = self.classes.iter().zip(sums);
        let mut scores: Vec<(&str, f32)> = classes
            .map(|(class, sum)| (class.name.as_str(), sum * class.scale + class.bias))
            .collect();
        scores.sort_by(|one, other| other.1.total_cmp(&one.1));
        scores.truncate(count);
        scores
    }

    fn write(&self, to: &mut Vec<u8>) {
        to.extend((self.classes.len() as u16).to_le_bytes());
        for class in &self.classes {
            to.push(class.name.len() as u8);
            to.extend(class.name.as_bytes());
            to.extend(class.scale.to_le_bytes());
            to.extend(class.bias.to_le_bytes());
        }
        for (rarity, entries) in self.rarity.iter().zip(&self.entries) {
            to.extend(rarity.to_le_bytes());
            to.extend((entries.len() as u16).to_le_bytes());
            for (class, weight) in entries {
                to.extend(class.to_le_bytes());
                to.extend(weight.to_le_bytes());
            }
        }
    }

    fn read(from: &mut &[u8]) -> Result<Self, ModelError> {
        let count = u16::from_le_bytes(take(from)?);
        let mut classes = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            let [length] = take(from)?;
            let (name, rest) = from.split_at_checked(length.into()).ok_or(ModelError)?;
            *from = rest;
            classes.push(Class {
                name: String::from_utf8(name.to_vec()).map_err(|_utf8| ModelError)?,
                scale: f32::from_le_bytes(take(from)?),
                bias: f32::from_le_bytes(take(from)?),
            });
        }
        let mut rarity = Vec::with_capacity(BUCKETS);
        let mut entries = Vec::with_capacity(BUCKETS);
        for _ in 0..BUCKETS {
            rarity.push(f32::from_le_bytes(take(from)?));
            let count = u16::from_le_bytes(take(from)?);
            let bucket: Result<Vec<(u16, i8)>, ModelError> = (0..count)
                .map(|_| {
                    let class = u16::from_le_bytes(take(from)?);
                    Ok((class, i8::from_le_bytes(take(from)?)))
                })
                .collect();
            entries.push(bucket?);
        }
        Ok(Self {
            classes,
            rarity,
            entries,
        })
    }
}

impl Model {
    /// As bytes of a file.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        self.reference_datasets.write(&mut bytes);
        self.themes.write(&mut bytes);
        bytes
    }

    /// From bytes of a file.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut from = bytes.strip_prefix(MAGIC).ok_or(ModelError)?;
        let model = Self {
            reference_datasets: Linear::read(&mut from)?,
            themes: Linear::read(&mut from)?,
        };
        if from.is_empty() {
            Ok(model)
        } else {
            Err(ModelError)
        }
    }
}

fn take<const N: usize>(from: &mut &[u8]) -> Result<[u8; N], ModelError> {
    let (bytes, rest) = from.split_first_chunk::<N>().ok_or(ModelError)?;
    *from = rest;
    Ok(*bytes)
}

/// Features times their rarity, of length one: long descriptions weigh as much as short ones.
pub(super) fn weighed(features: &Features, rarity: &[f32]) -> Vec<(u16, f32)> {
    let mut weighed: Vec<(u16, f32)> = features
        .0
        .iter()
        .map(|(bucket, count)| {
            let rarity = rarity.get(usize::from(*bucket)).copied();
            (*bucket, (1.0 + count.ln()) * rarity.unwrap_or_default())
        })
        .collect();
    let length: f32 = weighed.iter().map(|(_, value)| value * value).sum();
    if length > 0.0 {
        let length = length.sqrt();
        for (_, value) in &mut weighed {
            *value /= length;
        }
    }
    weighed
}
