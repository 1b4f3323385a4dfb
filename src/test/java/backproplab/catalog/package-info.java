/// Tests of catalogs, entries and settings.
@NullMarked
package backproplab.catalog;

import org.jspecify.annotations.NullMarked;
