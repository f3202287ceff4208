namespace Rampart.Deploy.Tests;

/// <summary>Something that must hold for the files of a deployment.</summary>
/// <param name="Name">The rule as a sentence.</param>
/// <param name="Problems">What is wrong with the files; nothing if the rule holds.</param>
/// <param name="Mistakes">Changes that the rule must report, which proves that it can fail.</param>
sealed record Rule(string Name, Func<DeployFiles, IEnumerable<string>> Problems, params Mistake[] Mistakes);
