// The rows of a Parquet file as JSON, with its schema: node read-parquet.mjs file.parquet
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';

const bytes = readFileSync(process.argv[2]);
const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
const metadata = parquetMetadata(file);
const rows = await parquetReadObjects({ file, compressors: { GZIP: (input, length) => gunzipSync(input, { maxOutputLength: length }) } });
console.log(JSON.stringify({
  columns: metadata.schema.slice(1).map(c => `${c.name} ${c.type} ${c.repetition_type} ${c.logical_type?.type ?? ''}`.trim()),
  groups: metadata.row_groups.length,
  rows,
}, (_, value) => typeof value === 'bigint' ? Number(value) : value));
