/** What the dialogs of commands that restore have in common. */
package io.github.imagejdiffusion.imagej.restoration.dialog;
