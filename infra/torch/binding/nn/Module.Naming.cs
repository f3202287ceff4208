using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            /// <summary>All modules below this one: first the children, then what is below each of them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string name, Module module) child in named_children())
                {
                    yield return child;
                }

                foreach ((string prefix, Module child) in named_children())
                {
                    foreach ((string name, Module module) in child.named_modules())
                    {
                        yield return ($"{prefix}.{name}", module);
                    }
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            /// <summary>Own parameters, then those of the children in order; a shared one only under its first name.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach ((string name, Parameter parameter) own in _internal_params)
                {
                    if (seen.Add(own.parameter.handle))
                    {
                        yield return own;
                    }
                }

                foreach ((string prefix, Module child) in recurse ? named_children() : [])
                {
                    foreach ((string name, Parameter parameter) in child.named_parameters(true))
                    {
                        if (seen.Add(parameter.handle))
                        {
                            yield return ($"{prefix}.{name}", parameter);
                        }
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(named => named.parameter);

            /// <summary>Own buffers, then those of the children in order; a shared one only under its first name.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<IntPtr> { IntPtr.Zero };
                foreach ((string name, (Tensor buffer, bool persistent)) in _internal_buffers)
                {
                    if ((persistent || include_nonpersistent) && seen.Add(buffer.handle))
                    {
                        yield return (name, buffer);
                    }
                }

                foreach ((string prefix, Module child) in recurse ? named_children() : [])
                {
                    foreach ((string name, Tensor buffer) in child.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.handle))
                        {
                            yield return ($"{prefix}.{name}", buffer);
                        }
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The parameter of a dotted name, or null.</summary>
            public virtual Parameter? get_parameter(string target) =>
                _internal_params.TryGetValue(target, out Parameter? own) ? own : Below(target, (child, rest) => child.get_parameter(rest));

            /// <summary>The buffer of a dotted name, or null.</summary>
            public virtual Tensor? get_buffer(string target) =>
                _internal_buffers.TryGetValue(target, out (Tensor tensor, bool) own)
                    ? own.tensor
                    : Below(target, (child, rest) => child.get_buffer(rest));

            private T? Below<T>(string target, Func<Module, string, T?> find)
                where T : class
            {
                int dot = target.IndexOf('.');
                return dot < 0
                    ? null
                    : named_children()
                        .Where(child => child.name == target[..dot])
                        .Select(child => find(child.module, target[(dot + 1)..]))
                        .FirstOrDefault(found => found is not null);
            }
        }
    }
}
