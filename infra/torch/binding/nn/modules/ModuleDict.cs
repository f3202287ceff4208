using System.Collections;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Modules by name, in the order of insertion.</summary>
        public class ModuleDict<T> : torch.nn.Module, IEnumerable<(string, T)>
            where T : torch.nn.Module
        {
            private readonly OrderedDict<string, T> _modules = new();
            private bool _registered;

            public ModuleDict()
                : base(nameof(ModuleDict<>))
            {
            }

            public int Count => _modules.Count;

            public ICollection<string> Keys => _modules.Keys;

            public ICollection<T> Values => _modules.Values;

            public T this[string key]
            {
                get => _modules[key];
                set => _modules[key] = value;
            }

            public IEnumerable<string> keys() => _modules.keys();

            public IEnumerable<T> values() => _modules.values();

            public IEnumerator<(string, T)> items() => GetEnumerator();

            public void Add(string key, T value) => _modules.Add(key, value);

            public void Add((string, T) item) => _modules.Add(item.Item1, item.Item2);

            public bool ContainsKey(string key) => _modules.ContainsKey(key);

            public bool Remove(string key) => _modules.Remove(key);

            public void clear() => _modules.clear();

            public void Clear() => _modules.clear();

            public IEnumerator<(string, T)> GetEnumerator() => _modules.GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            // When the dictionary becomes part of a module: until then modules can be added.
            protected override void RegisterComponents()
            {
                if (_registered)
                {
                    return;
                }

                foreach ((string name, T module) in _modules)
                {
                    register_module(name, module);
                }

                _registered = true;
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ModuleDict<Module> ModuleDict(params (string, Module)[] modules) => ModuleDict<Module>(modules);

            public static ModuleDict<T> ModuleDict<T>(params (string, T)[] modules)
                where T : Module
            {
                var dictionary = new ModuleDict<T>();
                foreach ((string name, T module) in modules)
                {
                    dictionary.Add(name, module);
                }

                return dictionary;
            }
        }
    }
}
