import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';

import { layerHash } from '../../../annotator/web/static/js/model/hash.js';

const sha = (text) => createHash('sha256').update(text).digest('hex');

test('an empty layer has the hash of nothing', async () => {
  assert.equal(await layerHash([]), sha(''));
});

test('the order in which things are held does not matter', async () => {
  const lines = [{ id: 'b', version: 2 }, { id: 'a', version: 10 }];
  assert.equal(await layerHash(lines), sha('a 10\nb 2\n'));
});
