/** The start page's one picture moves. */

import { LabBowl } from '../../widgets/bowl.js';
import { define } from '../../widgets/define.js';

define(LabBowl);
