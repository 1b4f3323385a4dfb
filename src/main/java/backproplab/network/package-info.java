/// The network as a graph of named layers: the immutable description, its checks, its parameters and buffers.
@NullMarked
package backproplab.network;

import org.jspecify.annotations.NullMarked;
