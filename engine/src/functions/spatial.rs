//! Functions about geometries, named as in SQL/MM and PostGIS (`ST_Within`, `ST_Area`): those of `geodatafusion`.
//!
//! The library answers with geometries in forms of its own. Here every geometry is WKB, as it is kept (decision 0011): what one
//! function gives another takes, and what a statement gives is read, drawn and downloaded like a column of a table.

use arrow::array::ArrayRef;
use arrow::datatypes::{DataType, Field, FieldRef};
use datafusion::common::ScalarValue;
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::FunctionRegistry as _;
use datafusion::logical_expr::{
    ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature,
};
use datafusion::prelude::SessionContext;
use geoarrow_array::IntoArrow as _;
use geoarrow_array::array::from_arrow_array;
use geoarrow_array::cast::to_wkb;
use hebewerk_model::geometry::{EXTENSION_NAME, GEOMETRY_EXTENSION};
use std::sync::{Arc, LazyLock};

/// What every name of such a function begins with.
const PREFIX: &str = "st_";

/// All of them.
pub(super) fn all() -> impl Iterator<Item = Arc<ScalarUDF>> {
    // The library knows no other way than a session to name its functions.
    static ALL: LazyLock<Vec<Arc<ScalarUDF>>> = LazyLock::new(|| {
        let session = SessionContext::new();
        geodatafusion::register(&session);
        let names = session.udfs().into_iter();
        let mut names: Vec<String> = names.filter(|name| name.starts_with(PREFIX)).collect();
        names.sort();
        let functions = names.iter().filter_map(|name| session.udf(name).ok());
        functions
            .map(|inner| Arc::new(ScalarUDF::new_from_impl(Spatial { inner })))
            .collect()
    });
    ALL.iter().cloned()
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct Spatial {
    inner: Arc<ScalarUDF>,
}

impl ScalarUDFImpl for Spatial {
    fn name(&self) -> &str {
        self.inner.name()
    }

    fn aliases(&self) -> &[String] {
        self.inner.aliases()
    }

    fn signature(&self) -> &Signature {
        self.inner.signature()
    }

    fn return_type(&self, arg_types: &[DataType]) -> Result<DataType> {
        self.inner.return_type(arg_types)
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs<'_>) -> Result<FieldRef> {
        let field = self.inner.return_field_from_args(args)?;
        Ok(as_kept(&field).unwrap_or(field))
    }

    fn coerce_types(&self, arg_types: &[DataType]) -> Result<Vec<DataType>> {
        self.inner.coerce_types(arg_types)
    }

    fn invoke_with_args(&self, mut args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let constants: Vec<Option<ScalarValue>> = args
            .args
            .iter()
            .map(|arg| match arg {
                ColumnarValue::Scalar(value) => Some(value.clone()),
                ColumnarValue::Array(_) => None,
            })
            .collect();
        let constants: Vec<Option<&ScalarValue>> = constants.iter().map(Option::as_ref).collect();
        let given = self.inner.return_field_from_args(ReturnFieldArgs {
            arg_fields: &args.arg_fields,
            scalar_arguments: &constants,
        })?;
        let is_geometry = as_kept(&given).is_some();
        args.return_field = Arc::clone(&given);
        let result = self.inner.invoke_with_args(args)?;
        if !is_geometry {
            return Ok(result);
        }
        match result {
            ColumnarValue::Array(array) => Ok(ColumnarValue::Array(kept(&array, &given)?)),
            ColumnarValue::Scalar(value) => {
                let array = kept(&value.to_array_of_size(1)?, &given)?;
                ScalarValue::try_from_array(&array, 0).map(ColumnarValue::Scalar)
            }
        }
    }
}

/// What a geometry is as text: `ST_AsText` gives it, and whoever asks for text gets text.
const AS_TEXT: &str = "geoarrow.wkt";

/// The field of geometries as they are kept, where the library gives them in another form.
fn as_kept(field: &Field) -> Option<FieldRef> {
    let name = field.metadata().get(EXTENSION_NAME)?;
    if !name.starts_with("geoarrow.") || [GEOMETRY_EXTENSION, AS_TEXT].contains(&name.as_str()) {
        return None;
    }
    let mut metadata = field.metadata().clone();
    metadata.insert(EXTENSION_NAME.to_owned(), GEOMETRY_EXTENSION.to_owned());
    let kept = Field::new(field.name(), DataType::Binary, field.is_nullable());
    Some(Arc::new(kept.with_metadata(metadata)))
}

fn kept(array: &ArrayRef, field: &Field) -> Result<ArrayRef> {
    let wrong = |error: geoarrow_schema::error::GeoArrowError| {
        DataFusionError::Execution(format!("no geometry: {error}"))
    };
    let geometries = from_arrow_array(array, field).map_err(wrong)?;
    let written = to_wkb::<i32>(geometries.as_ref()).map_err(wrong)?;
    Ok(Arc::new(written.into_arrow()))
}
