/// What menus, sliders, files and checks are made from: entries with an id and settings, each with a range, a default and a sentence of help.
@NullMarked
package backproplab.catalog;

import org.jspecify.annotations.NullMarked;
