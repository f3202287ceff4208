namespace TorchSharp.Utils;

/// <summary>Gives a field of a module another name than its own in state dictionaries.</summary>
[AttributeUsage(AttributeTargets.Field)]
public class ComponentNameAttribute : Attribute
{
    public string? Name { get; set; }
}
