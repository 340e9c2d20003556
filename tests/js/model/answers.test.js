import assert from 'node:assert/strict';
import { test } from 'node:test';

import { delay, meaning } from '../../../annotator/web/static/js/model/answers.js';

const cases = [
  [200, undefined, 'done'], [201, undefined, 'done'], [204, undefined, 'done'],
  [401, 'login_needed', 'login'], [403, 'csrf', 'csrf'], [403, 'refused', 'parked'],
  [404, 'not_found', 'parked'], [409, 'assignment_closed', 'parked'], [410, undefined, 'parked'],
  [412, 'version_conflict', 'conflict'], [428, 'version_required', 'conflict'],
  [413, undefined, 'parked'], [422, 'too_long', 'parked'],
  [429, undefined, 'wait'], [500, undefined, 'wait'], [503, 'busy', 'wait'], [507, undefined, 'wait'], [0, undefined, 'wait'],
];

for (const [status, code, wanted] of cases) {
  test(`${status} ${code ?? ''} means ${wanted}`, () => {
    assert.equal(meaning({ status, body: code ? { code } : null }), wanted);
  });
}

test('waiting doubles, has jitter, and never exceeds eight seconds', () => {
  assert.equal(delay(0, null, () => 1), 500);
  assert.equal(delay(3, null, () => 0), 2000);
  assert.equal(delay(20, null, () => 1), 8000);
});

test('what the server asks for is the least', () => {
  assert.equal(delay(0, 60, () => 1), 60000);
});
