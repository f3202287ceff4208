namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What the forward pass of a function keeps for its backward pass.</summary>
        public class AutogradContext
        {
            private readonly Dictionary<string, object> _data = [];
            private List<Tensor> _saved = [];

            internal AutogradContext()
            {
            }

            /// <summary>Keeps tensors; the graph's life is theirs.</summary>
            public void save_for_backward(List<Tensor> vars)
            {
                Release();
                _saved = vars.ConvertAll(tensor => tensor.alias().DetachFromDisposeScope());
            }

            /// <summary>The tensors kept, as handles of the caller's scope.</summary>
            public List<Tensor> get_saved_variables() => _saved.ConvertAll(tensor => tensor.alias());

            public void save_data(string name, object data) => _data[name] = data;

            public object get_data(string name) => _data[name];

            internal void Release()
            {
                _saved.ForEach(tensor => tensor.Dispose());
                _saved = [];
            }
        }
    }
}
