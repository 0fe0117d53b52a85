//! Normal forms of bridges as functions: `norm_strasse(anschrift)`.
//!
//! A name without a version means the newest one; with it (`norm_strasse_1`) a view keeps its meaning when a form changes.
//! Results are hardly longer than their argument, and an argument longer than a value may be is refused.

use arrow::array::{Array, AsArray, StringViewBuilder};
use arrow::compute::cast;
use arrow::datatypes::DataType;
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use hebewerk_bridge::{Level, NormalForm, normalised};
use std::borrow::Cow;
use std::sync::Arc;

/// Longest argument, in bytes: a form is of a value, not of a document.
const LONGEST: usize = 1 << 20;

/// What a function does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Work {
    /// One form.
    Form(NormalForm),
    /// A level of the calendar; null for what is no time of it or a finer one.
    Level(Level),
    /// All forms of values, as two columns are compared.
    All,
}

impl Work {
    fn apply(self, value: &str) -> Option<Cow<'_, str>> {
        Some(match self {
            Self::Form(form) => form.apply(value),
            Self::Level(level) => Cow::Owned(level.lifted(value)?),
            Self::All => normalised(value),
        })
    }

    /// Stable name with version, as bridges tell it: `strasse.1`.
    const fn code(self) -> &'static str {
        match self {
            Self::Form(form) => form.code(),
            Self::Level(level) => level.code(),
            Self::All => "alle.1",
        }
    }
}

/// All of them.
pub(super) fn all() -> impl Iterator<Item = Arc<ScalarUDF>> {
    let forms = NormalForm::OF_VALUES
        .into_iter()
        .chain(NormalForm::OF_PARTS);
    let levels = [Level::Month, Level::Quarter, Level::Year];
    forms
        .map(Work::Form)
        .chain(levels.map(Work::Level))
        .chain([Work::All])
        .map(|work| Arc::new(ScalarUDF::new_from_impl(Function::of(work))))
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Function {
    work: Work,
    name: String,
    /// The name with its version.
    aliases: Vec<String>,
    signature: Signature,
}

impl Function {
    fn of(work: Work) -> Self {
        let code = work.code();
        let name = code.split('.').next().unwrap_or(code);
        Self {
            work,
            name: format!("norm_{name}"),
            aliases: vec![format!("norm_{}", code.replace('.', "_"))],
            // Numbers and days have forms as well: they are taken as they are written.
            signature: Signature::any(1, Volatility::Immutable),
        }
    }
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        &self.name
    }

    fn aliases(&self) -> &[String] {
        &self.aliases
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, arg_types: &[DataType]) -> Result<DataType> {
        let is_one_value = arg_types.iter().all(|it| !it.is_nested());
        if is_one_value {
            Ok(DataType::Utf8View)
        } else {
            Err(DataFusionError::Plan(format!(
                "{} takes one value",
                self.name
            )))
        }
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let is_constant = matches!(args.args.as_slice(), [ColumnarValue::Scalar(_)]);
        let arrays = ColumnarValue::values_to_arrays(&args.args)?;
        let [array] = arrays.as_slice() else {
            return Err(DataFusionError::Plan(format!(
                "{} takes one value",
                self.name
            )));
        };
        let texts = cast(array, &DataType::Utf8View)?;
        let mut results = StringViewBuilder::with_capacity(texts.len());
        for text in texts.as_string_view() {
            if text.is_some_and(|text| text.len() > LONGEST) {
                return Err(DataFusionError::ResourcesExhausted(
                    "a function was given a value that is too large".to_owned(),
                ));
            }
            results.append_option(text.and_then(|text| self.work.apply(text.trim())));
        }
        let results = results.finish();
        if is_constant {
            let value = datafusion::common::ScalarValue::try_from_array(&results, 0)?;
            return Ok(ColumnarValue::Scalar(value));
        }
        Ok(ColumnarValue::Array(Arc::new(results)))
    }
}
