/** {@code Plugins > Diffusion > Models...}: which models are there, what they can do, and where more go. */
package io.github.imagejdiffusion.imagej.models;
