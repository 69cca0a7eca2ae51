List<String> breakfast(Kitchen kitchen) throws Exception {
    try (var scope = TaskScope.open()) {
        var tea = scope.fork("tea", kitchen::tea);
        var toast = scope.fork("toast", kitchen::toast);
        scope.join();                          // the eggs wait for the tea
        return List.of(tea.get(), toast.get(), kitchen.eggs());
    }
}
