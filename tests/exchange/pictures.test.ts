import { testPictures } from '../pictures.js';

testPictures(new URL('pictures/', import.meta.url));
