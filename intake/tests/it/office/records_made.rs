//! Shapefiles and dBASE tables of any length, as no program here writes them.

/// So many points.
pub(super) fn shp(count: u32) -> Vec<u8> {
    let mut bytes = vec![0; 100];
    bytes[..4].copy_from_slice(&[0, 0, 0x27, 0x0a]);
    bytes[28..36].copy_from_slice(&[0xe8, 3, 0, 0, 1, 0, 0, 0]);
    for number in 1..=count {
        bytes.extend(number.to_be_bytes());
        bytes.extend(10_u32.to_be_bytes());
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend((369_000.0 + f64::from(number) * 1.7).to_le_bytes());
        bytes.extend((5_711_000.0 + f64::from(number % 977)).to_le_bytes());
    }
    let words = u32::try_from(bytes.len() / 2).unwrap();
    bytes[24..28].copy_from_slice(&words.to_be_bytes());
    bytes
}

/// So many rows: a number and a text.
pub(super) fn dbf(count: u32) -> Vec<u8> {
    let field = |name: &str, kind: u8, length: u8| {
        let mut field = [0; 32];
        field[..name.len()].copy_from_slice(name.as_bytes());
        field[11] = kind;
        field[16] = length;
        field
    };
    let mut bytes = vec![3, 124, 1, 31];
    bytes.extend(count.to_le_bytes());
    bytes.extend(97_u16.to_le_bytes());
    bytes.extend(29_u16.to_le_bytes());
    bytes.resize(32, 0);
    bytes[29] = 0x57;
    bytes.extend(field("NUMMER", b'N', 8));
    bytes.extend(field("ART", b'C', 20));
    bytes.push(0x0d);
    for number in 0..count {
        bytes.extend(format!(" {number:>8}{:<20}", format!("Baum {}", number * 7919)).bytes());
    }
    bytes.push(0x1a);
    bytes
}
