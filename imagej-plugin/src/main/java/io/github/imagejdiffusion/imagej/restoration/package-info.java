/** What commands share that make a better image of an image: what is asked for, planes as they are made, images, report. */
package io.github.imagejdiffusion.imagej.restoration;
