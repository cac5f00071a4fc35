/** What every verb that makes images of images does: file by file, image by image, each unless it is done already. */
package io.github.imagejdiffusion.batch.run;
