import { createReader } from '../formats/detect.ts';
import { serve } from './serve.ts';

// A thread that reads statement files: whatever is in one, only this thread can run out of memory or time.

serve(createReader);
