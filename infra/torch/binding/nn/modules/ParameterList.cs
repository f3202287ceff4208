using System.Collections;
using TorchSharp.Modules;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Parameters named by their place in the list, from 0.</summary>
        public class ParameterList : torch.nn.Module, IList<Parameter>
        {
            private readonly List<Parameter> _list = [];

            public ParameterList(params Parameter[] parameters)
                : base(nameof(ParameterList)) => _list.AddRange(parameters ?? []);

            public int Count => _list.Count;

            public bool IsReadOnly => false;

            public Parameter this[int index]
            {
                get => _list[index];
                set => _list[index] = value;
            }

            public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
                _list.Select((parameter, i) => ($"{i}", parameter));

            public override bool has_parameter(string target) => get_parameter(target) is not null;

            public override Parameter? get_parameter(string target) =>
                int.TryParse(target, out int index) && index >= 0 && index < _list.Count ? _list[index] : null;

            public void Add(Parameter item) => _list.Add(item);

            public void append(params Parameter[] parameters) => _list.AddRange(parameters ?? []);

            public void extend(IEnumerable<Parameter> parameters) => _list.AddRange(parameters);

            public void Insert(int index, Parameter item) => _list.Insert(index, item);

            public bool Remove(Parameter item) => _list.Remove(item);

            public void RemoveAt(int index) => _list.RemoveAt(index);

            public void Clear() => _list.Clear();

            public bool Contains(Parameter item) => IndexOf(item) >= 0;

            // By reference: == on tensors compares elements.
            public int IndexOf(Parameter item) => _list.FindIndex(parameter => ReferenceEquals(parameter, item));

            public void CopyTo(Parameter[] array, int arrayIndex) => _list.CopyTo(array, arrayIndex);

            public IEnumerator<Parameter> GetEnumerator() => _list.GetEnumerator();

            IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

            // The names come from the list itself, see named_parameters.
            protected override void RegisterComponents()
            {
            }

            protected override void _toEpilog(torch.ScalarType? dtype, torch.Device? device, bool non_blocking)
            {
                for (int i = 0; i < _list.Count; i++)
                {
                    if (ReplaceParameter(dtype, device, _list[i], out Parameter? moved))
                    {
                        _list[i].Dispose();
                        _list[i] = moved!;
                    }
                }
            }
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static ParameterList ParameterList(params Parameter[] parameters) => new(parameters);
        }
    }
}
