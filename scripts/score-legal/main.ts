/** `npm run score:legal [-- --half development|untouched|second|third]`: the normalizers of packages/legal on the gold files in
 *  packages/legal/gold; every failure is listed. */
import { parseArgs } from 'node:util';
import { BARS, keysOf, readGold } from '../../packages/legal/test/gold.ts';

const { values } = parseArgs({ options: { half: { type: 'string', default: 'development' } } });
const rows = readGold();
for (const [type, bar] of Object.entries(BARS)) {
  const its = rows.filter((row) => row.type === type && row.half === values.half);
  if (its.length === 0) continue;
  const failed = its.map((row) => ({ row, found: keysOf(row) })).filter(({ row, found }) => found !== row.expected);
  for (const { row, found } of failed)
    process.stdout.write(`${row.id} ${row.text}\n  expected ${row.expected}\n  found    ${found}\n`);
  const right = its.length - failed.length;
  const passed = right / its.length >= bar;
  process.stdout.write(
    `${type} ${values.half}: ${right} of ${its.length} = ${((100 * right) / its.length).toFixed(2)} %, ${passed ? 'passed' : 'missed'}: ≥ ${100 * bar} %\n\n`,
  );
}
