List<String> breakfast(Kitchen kitchen) throws Exception {
    try (var scope = TaskScope.open()) {
        var tea = scope.fork("tea", kitchen::tea);
        var toast = scope.fork("toast", kitchen::toast);
        var eggs = scope.fork("eggs", kitchen::eggs);
        scope.join();                          // all three are started: now wait
        return List.of(tea.get(), toast.get(), eggs.get());
    }
}
