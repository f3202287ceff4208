namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Parameters and persistent buffers by dotted name; the tensors are the module's own, not copies.</summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Key(string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";

                foreach ((string name, Tensor parameter) in named_parameters())
                {
                    destination.TryAdd(Key(name), parameter);
                }

                foreach ((string name, Tensor buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(Key(name), buffer);
                }

                // What is shared between children appears above under its first name only; here it gets its others.
                foreach ((string name, Module child) in named_children())
                {
                    child.state_dict(destination, Key(name));
                }

                return destination;
            }

            /// <summary>Copies tensors into this module's parameters and buffers of the same names and shapes.</summary>
            /// <returns>Names that the source lacks, and names that this module lacks.</returns>
            /// <exception cref="InvalidOperationException">Strict, and the two sets of names differ.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                Dictionary<string, Tensor> own = state_dict();
                HashSet<string> skipped = [.. skip ?? []];
                List<string> missing = [.. own.Keys.Where(key => !skipped.Contains(key) && !source.ContainsKey(key))];
                List<string> unexpected = [.. source.Keys.Where(key => !skipped.Contains(key) && !own.ContainsKey(key))];
                if (strict && missing.Count + unexpected.Count > 0)
                {
                    throw new InvalidOperationException(
                        $"The loaded state_dict is not identical to the target dictionary: it lacks [{Few(missing)}] "
                        + $"and has besides [{Few(unexpected)}].");
                }

                using IDisposable quiet = no_grad();
                foreach ((string key, Tensor tensor) in source)
                {
                    if (!skipped.Contains(key) && own.TryGetValue(key, out Tensor? target))
                    {
                        // copy_ would broadcast a smaller tensor without a word.
                        if (!target.shape.AsSpan().SequenceEqual(tensor.shape))
                        {
                            throw new InvalidOperationException(
                                $"'{key}' has shape [{string.Join(", ", tensor.shape)}], the module needs [{string.Join(", ", target.shape)}].");
                        }

                        target.copy_(tensor);
                    }
                }

                return (missing, unexpected);
            }

            private static string Few(List<string> names) =>
                string.Join(", ", names.Take(5)) + (names.Count > 5 ? $", and {names.Count - 5} more" : string.Empty);
        }
    }
}
