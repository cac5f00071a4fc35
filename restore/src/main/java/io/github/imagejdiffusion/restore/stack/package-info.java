/** What every method of restoration does to an image of many planes. */
package io.github.imagejdiffusion.restore.stack;
