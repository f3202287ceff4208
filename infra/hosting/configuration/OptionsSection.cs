namespace Rampart.Hosting;

/// <summary>A part of the configuration and the record that it is bound to.</summary>
/// <param name="Path">Its path, for example <c>Rampart</c> or <c>Rampart:Coordination</c>.</param>
/// <param name="Type">The record; its public properties are the keys.</param>
public sealed record OptionsSection(string Path, Type Type)
{
    /// <summary>The path below which every key must be known.</summary>
    public const string Root = "Rampart";

    /// <summary>What every process of the house has.</summary>
    public static OptionsSection Rampart { get; } = new(Root, typeof(RampartOptions));
}
