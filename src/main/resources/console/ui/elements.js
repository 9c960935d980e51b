// All shared elements.

import './time.js';
import './state.js';
import './copy.js';
import './empty.js';
import './problem.js';
import './json.js';
import './progress.js';
import './list.js';
import './filters.js';
